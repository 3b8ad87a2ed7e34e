package driver

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/resolve"
)

// minGo is the oldest Go that compiles what we generate.
const minGo = "1.26"

// Toolchain is the go command that we use.
type Toolchain struct {
	Path    string
	Version string // "go1.26.8"
	Stamp   resolve.Stamp
}

const installHint = "install Go from https://go.dev/dl and put its bin folder on PATH"

// FindGo finds the go command and makes sure that it is new enough. What `go version` said is remembered
// in the cache.
func FindGo(c *Cache) (*Toolchain, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, problem(installHint, "no Go on this machine: cyp needs the go command, version %s or later, on PATH", minGo)
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, problem(installHint, "the go command: %s", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, problem(installHint, "the go command: %s", err)
	}
	t := &Toolchain{Path: path, Stamp: resolve.StampOf(info)}
	memo := filepath.Join(c.Dir, "go.json")
	var known Toolchain
	if text, err := os.ReadFile(memo); err == nil && json.Unmarshal(text, &known) == nil && known.Path == path && known.Stamp == t.Stamp {
		return &known, nil
	}
	cmd := exec.Command(path, "version")
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		return nil, problem(installHint, "%s version: %s", path, err)
	}
	m := versionRE.FindSubmatch(out)
	if m == nil {
		return nil, problem(installHint, "%s does not say its version: %s", path, bytes.TrimSpace(out))
	}
	t.Version = string(m[1])
	if !newEnough(t.Version, minGo) {
		return nil, problem(installHint, "Go is too old: %s is %s, and cyp needs %s or later", path, t.Version, minGo)
	}
	if text, err := json.Marshal(t); err == nil {
		writeFile(memo, text) // only saves time: a failure does no harm
	}
	return t, nil
}

var versionRE = regexp.MustCompile(`\b(go\d+(?:\.\d+)*\S*|devel \S+)`)

// newEnough compares "go1.26.8" or "go1.27rc1" with "1.26". A development version is new enough.
func newEnough(version, min string) bool {
	version, ok := strings.CutPrefix(version, "go")
	if !ok {
		return true
	}
	v, m := strings.Split(version, "."), strings.Split(min, ".")
	for i := range m {
		if i == len(v) {
			return false
		}
		digits := v[i]
		if j := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); j >= 0 {
			digits = digits[:j]
		}
		a, _ := strconv.Atoi(digits)
		b, _ := strconv.Atoi(m[i])
		if a != b {
			return a > b
		}
	}
	return true
}

// env is the environment of the go command: only the local toolchain, no network, no workspace.
func (t *Toolchain) env(c *Cache, race bool) []string {
	set := map[string]string{
		"GOFLAGS": "-mod=mod", "GOWORK": "off", "GOTOOLCHAIN": "local", "GOPROXY": "off", "GOSUMDB": "off", "GO111MODULE": "on",
		"CGO_ENABLED": "0", "PWD": "",
	}
	if race {
		set["CGO_ENABLED"] = "1"
	}
	// Without a home folder Go doesn't know where its build cache is.
	if home, err := os.UserCacheDir(); os.Getenv("GOCACHE") == "" && (err != nil || home == "") {
		set["GOCACHE"] = filepath.Join(c.Dir, "go-build")
	}
	var env []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if _, ok := set[name]; !ok {
			env = append(env, kv)
		}
	}
	for name, value := range set {
		if value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}
