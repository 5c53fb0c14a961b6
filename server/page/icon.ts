/** The lantern in the browser's tab. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2a2118"/><path d="M12 10a4 4 0 0 1 8 0" fill="none" stroke="#f5d9a6" stroke-width="2"/><path d="M10 11h12l2 13H8z" fill="#f59e0b"/><path d="M16 13c2.4 2.6 3 4 3 5.4a3 3 0 0 1-6 0c0-1.4.6-2.8 3-5.4z" fill="#fff3d6"/><path d="M9 24h14v2H9zM10 10h12v2H10z" fill="#f5d9a6"/></svg>
`;
