# The tasks of the project. `make test` is what the README says and CI calls.

GO ?= go

.PHONY: schedules build test bench bench-check bench-runtime fuzz fmt golden race race-runtime stress lint clean

build:
	$(GO) build -o bin/cyp ./cmd/cyp

test:
	$(GO) test ./...

# Programs of the dialect against hand-written Go, in turn within one run; with CYP_REFERENCE set also against the reference
# compiler. `make bench-runtime` times the parts of the runtime.
bench: build
	$(GO) run ./internal/testkit/bench

bench-runtime:
	$(GO) test -run '^$$' -bench . ./runtime/...

# How long checking takes, by the size of the program: it must grow as the lines do.
bench-check: build
	@for n in 2000 20000 200000; do \
	  dir=$$(mktemp -d) && $(GO) run ./internal/testkit/big/cmd -lines $$n $$dir && echo "$$n lines:" && \
	  (time -p env GOMAXPROCS=1 bin/cyp check -Wno-may-not-be-isolated --time $$dir) 2>&1; rm -rf $$dir; \
	done

FUZZTIME ?= 60s
fuzz:
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p || exit 1; \
	  done; \
	done

fmt:
	gofmt -w $$(git ls-files '*.go' | grep -v testdata)

# Writes expected outputs and generated code anew; review the difference.
golden: build
	$(GO) test ./internal/std ./internal/syntax ./internal/testkit -update
	cd examples/gomodule && ../../bin/cyp gen

race:
	$(GO) test -race ./runtime/... ./internal/testkit/...

# Programs that count what they send, lock and hand over, for a long time; also under Go's race detector. Their memory is looked at too.
STRESS ?= 1m
stress: build
	$(GO) run ./internal/testkit/stress -for $(STRESS)
	$(GO) run ./internal/testkit/stress -for $(STRESS) -race

# Many rounds of the runtime's own tests of locks, actors and counts.
ROUNDS ?= 20
race-runtime:
	$(GO) test -race -count $(ROUNDS) ./runtime/...

# Small programs under many schedules each; the first that fails is printed with its seed.
SCHEDULES ?= 10000
schedules: build
	bin/cyp test --schedules=$(SCHEDULES) testdata/schedules/*.pyx

# Bugs that are put into a copy of the runtime, one at a time: exploring schedules must find each.
.PHONY: seeded
seeded:
	CYP_SEEDED=all $(GO) test -run TestSeeded -v -timeout 0 ./internal/testkit/seeded

# Histories of locks and mailboxes, checked for linearizability.
HISTORIES ?= 3000
.PHONY: histories
histories:
	CYP_HISTORIES=$(HISTORIES) $(GO) test -run Histories -v ./runtime
	CYP_HISTORIES=300 $(GO) test -race -run Histories -v ./runtime

# Breaks the counting of the test programs, one raise or drop at a time: the tests must notice.
.PHONY: mutants random race-random
mutants:
	CYP_MUTANTS=all $(GO) test -run TestMutants -v -timeout 0 ./internal/testkit/mutants

# Generated programs, with every pass and with none. CYP_SEED is the first one's number; failed ones are kept in CYP_KEEP.
RANDOM ?= 5000
random:
	CYP_RANDOM=$(RANDOM) $(GO) test -run TestSequential -v -timeout 0 ./internal/testkit/progen

# Generated concurrent programs that pass --strict, under Go's race detector.
RACES ?= 3000
race-random:
	CYP_RANDOM=$(RACES) $(GO) test -run TestConcurrent -v -timeout 0 ./internal/testkit/progen

# Programs and docstrings of any folder with what debug builds and the race detector see; nothing may be left, poisoned or raced.
.PHONY: inspect inspect-own
inspect: build
	bin/cyp test --debug $(DIR)
	bin/cyp test --debug --race $(DIR)

inspect-own:
	CYP_RACE=1 $(GO) test -run TestProgramsFreeTheirObjects -v ./internal/testkit

lint:
	@test -z "$$(gofmt -l $$(git ls-files '*.go' | grep -v testdata))" || { gofmt -l $$(git ls-files '*.go' | grep -v testdata); exit 1; }
	$(GO) vet ./...

clean:
	rm -rf bin dist
	$(GO) run ./cmd/cyp clean
