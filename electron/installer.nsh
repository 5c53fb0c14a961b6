; "Share with Porchlight" in the menus of folders and of drives in Explorer, for the user who installs it.
!macro shareMenu CLASS
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Porchlight" "" "Share with Porchlight"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Porchlight" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Porchlight\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customInstall
  !insertmacro shareMenu Directory
  !insertmacro shareMenu Drive
!macroend

!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\Directory\shell\Porchlight"
  DeleteRegKey HKCU "Software\Classes\Drive\shell\Porchlight"
  ; what the app has set to be started at login, and by its notifications; an update uninstalls as well
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
    DeleteRegKey HKCU "Software\Classes\CLSID\{B15573C7-6865-4B78-9775-E6907CC78990}"
  ${endIf}
!macroend
