package svc

import "testing"

func TestFingerprint(t *testing.T) {
	const want = "67f5c58d3517a757-dd010446"
	if got := Fingerprint("hello, port"); got != want {
		t.Errorf("Fingerprint = %q, want %q", got, want)
	}
}
