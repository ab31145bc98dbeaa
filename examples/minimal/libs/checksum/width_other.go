//go:build !arm64

package checksum

// Width names the machine word of the port.
const Width = "not arm64"
