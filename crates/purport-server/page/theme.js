// Runs before the first paint, so that a chosen theme never flashes in the other's colours.
try {
  var theme = localStorage.getItem("purport.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (refused) {
  // Without storage the system's theme holds.
}
