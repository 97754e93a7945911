// The browser for the tests is found or unpacked by e2e/browser.ts; nothing is downloaded at install time.
module.exports = { skipDownload: true };
