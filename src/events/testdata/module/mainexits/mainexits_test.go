package mainexits

import (
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	m.Run()
	fmt.Println("the clean-up failed")
	os.Exit(3)
}

func TestGood(t *testing.T) {}
