const words = (text: string) => text.split(' ');

/**
 * Variables that are never reported: they say who runs the tests and where, differ between any two machines, and a
 * result that depended on them could never be shared. docs/undeclared-inputs.md lists them.
 */
const NEVER = new Set([
  // The user and the session.
  ...words('HOME USER LOGNAME USERNAME USERPROFILE HOMEDRIVE HOMEPATH SHELL HOSTNAME DISPLAY PATH PATHEXT PWD OLDPWD'),
  ...words('TMPDIR TMP TEMP TZ ZONEINFO LANG LANGUAGE'),
  ...words('APPDATA LOCALAPPDATA PROGRAMDATA SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC'),
  // How a terminal shows things.
  ...words('TERM COLORTERM NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS LINES'),
  // What Go's standard library asks for by itself (os, testing, net, net/http, crypto/x509, go/build).
  ...words('LOCALDOMAIN RES_OPTIONS HOSTALIASES SSL_CERT_FILE SSL_CERT_DIR REQUEST_METHOD'),
  ...words('HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy all_proxy'),
  ...words('GOTMPDIR GOCACHE GOMODCACHE GOPATH GOBIN GOPROXY GOSUMDB GOPRIVATE GONOPROXY GONOSUMDB GOINSECURE GOVCS'),
  // Options of the target say what these are.
  ...words('GOOS GOARCH GOARM GOARM64 GOAMD64 GO386 GOMIPS GOMIPS64 GOPPC64 GORISCV64 GOWASM GOHOSTOS GOHOSTARCH'),
]);

/** Whether a variable is nobody's business, or Nx's and npm's own. */
export function isNeverInput(variable: string): boolean {
  return NEVER.has(variable) || /^(NX_|npm_|XDG_|LC_)/.test(variable);
}
