module example.com/minimal/checksum

go 1.23
