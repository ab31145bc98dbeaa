package checksum

// Width names the machine word of the port.
const Width = "arm64"
