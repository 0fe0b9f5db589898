/** Addresses of the window's page, and ones that an attacker would like it to have. */

export const pageUrl = 'gatescope://app/index.html';

export const foreignAddresses = [
  'https://example.org/',
  'http://127.0.0.1:8028/',
  'file:///etc/passwd',
  'data:text/html,<h1>x</h1>',
  'blob:gatescope://app/0',
  'javascript:alert(1)',
  'about:blank',
  'gatescope://evil/index.html',
  'gatescope://app/index.html.evil',
  'gatescope://app/assets/index.js',
  `${pageUrl}/../../main/main.js`,
];
