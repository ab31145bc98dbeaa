// Package checksum computes a sum over 32-bit words in a fixed byte order, the same on every architecture.
package checksum

import "encoding/binary"

// Sum adds up the little-endian words of data. A last incomplete word is filled with zeros.
func Sum(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += binary.LittleEndian.Uint32(data)
		data = data[4:]
	}
	if len(data) > 0 {
		var word [4]byte
		copy(word[:], data)
		sum += binary.LittleEndian.Uint32(word[:])
	}
	return sum
}
