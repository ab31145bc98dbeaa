module example.com/minimal/svc

go 1.23

require (
	example.com/minimal/checksum v0.0.0
	github.com/cespare/xxhash/v2 v2.3.0
)

replace example.com/minimal/checksum => ../libs/checksum
