; "Share with Porchlight" in the menu of folders in Explorer, for the user who installs it.
!macro customInstall
  WriteRegStr HKCU "Software\Classes\Directory\shell\Porchlight" "" "Share with Porchlight"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Porchlight" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Porchlight\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\Directory\shell\Porchlight"
  ; what the app has set to be started at login; an update uninstalls as well
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
  ${endIf}
!macroend
