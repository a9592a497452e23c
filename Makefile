# Two commands matter: `make run` opens the till in training mode, `make test` runs every check.
# A third, `make build`, makes the program for this platform in dist/ and tries it. `make help` lists
# all, each by what stands behind its name.
BIN := .venv/bin
# Checks need no screen, and much of their time is waiting: two at a time for each core of two.
# Many start the program anew, which is compiled once, whatever the environment says about that.
PYTEST := PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

.PHONY: run test fast office faults books-check mutants bench bench-office office-acceptance hostile
.PHONY: help lint types screenshots guides manifest build build-twice deb deb-acceptance sbom sums
.PHONY: vulnerabilities setup-run setup-office setup-dev setup-build format

run: setup-run ## opens the till in training mode
	$(BIN)/pos-app --training $(ARGS)

help: ## lists every target
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | sort | expand -t 20

# The tests are compiled once, while the types are checked: on a fresh machine each of the processes
# that run them would do it for itself.
test: setup-dev ## runs every check: ruff, mypy, all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PYTEST) --collect-only -qq >/dev/null & $(BIN)/mypy && wait
	$(PYTEST) -n 4 --dist worksteal

lint: setup-dev ## style alone: ruff, in two seconds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-dev ## types alone: mypy, strict
	$(BIN)/mypy

# An office on this computer to try: a PostgreSQL of its own, a training till, and its page.
office: setup-office ## runs an office on this computer to try it
	$(BIN)/pos-app office trial $(ARGS)

# What needs no running till, in seconds: for while you work.
fast: setup-dev ## runs the checks that need no running till, in seconds
	$(PYTEST) -n 2 -q --fast tests/domain tests/installation tests/diagnostics tests/system tests/gateways tests/journal tests/printing tests/test_architecture.py

# Is a version that a lock pins known to be vulnerable? Asks OSV, which needs the network; where it
# cannot be asked, that is a failure.
vulnerabilities: setup-dev ## asks whether a version that a lock pins is known to be vulnerable
	$(BIN)/python packaging/vulnerabilities.py

# Everything broken on purpose: ten thousand simulated days, an evening on two cores. RUNS=200 for
# a coffee; ARGS="--seed 64" repeats one day. See tests/faults/README.md.
RUNS ?= 10000
faults: setup-dev ## breaks everything on purpose
	PYTHONPATH=.:tests $(BIN)/python -m faults --runs $(RUNS) $(ARGS)

# Every total that the till tells of a shop's half year, against plain SQL over its events: two
# minutes.
SALES ?= 100000
books-check: setup-dev ## holds every total of a half year against plain SQL
	PYTHONPATH=.:tests $(BIN)/python -m half_year.check $(SALES)

# Small mistakes made on purpose, one at a time: how many do the tests notice? See tests/README.md.
# An evening on two cores; ROOM=till tries one room, SAMPLE=60 so many of all, drawn by SEED, in ten
# minutes.
SEED ?= 0
mutants: setup-dev ## counts small mistakes that no test notices
	PYTHONPATH=.:tests $(BIN)/python -m mutants --seed $(SEED) $(if $(ROOM),--room $(ROOM)) \
		$(if $(SAMPLE),--sample $(SAMPLE) --near --box 20 --longer 60)

KEEP := $(BIN)/python tests/bench/table.py
bench: setup-dev ## measures the till
	rm -rf dist/bench
	$(KEEP) first_paint $(BIN)/python tests/bench/first_paint.py 15
	PYTHONPATH=.:tests $(KEEP) waiting $(BIN)/python tests/bench/waiting.py
	PYTHONPATH=.:tests:tests/bench $(KEEP) verdict $(BIN)/python tests/bench/verdict.py
	PYTHONPATH=.:tests:tests/bench $(KEEP) keys $(BIN)/python tests/bench/keys.py
	PYTHONPATH=.:tests/bench $(KEEP) verifying $(BIN)/python tests/bench/verifying.py
	rm -rf dist/office && mkdir -p dist/office
	PYTHONPATH=.:tests $(KEEP) finding $(BIN)/python tests/bench/finding.py 1000000 2000 dist/office
	PYTHONPATH=.:tests:tests/bench QT_QPA_PLATFORM=offscreen \
		$(KEEP) finding_window $(BIN)/python tests/bench/finding_window.py dist/office
	PYTHONPATH=.:tests $(KEEP) exporting $(BIN)/python tests/bench/exporting.py dist/office
	PYTHONPATH=.:tests:tests/bench $(KEEP) flood $(BIN)/python tests/bench/flood.py
	PYTHONPATH=.:tests:tests/bench $(KEEP) printing $(BIN)/python tests/bench/printing.py
	PYTHONPATH=.:tests:tests/bench $(KEEP) office_cut $(BIN)/python tests/bench/office_cut.py
	PYTHONPATH=.:tests:tests/bench $(KEEP) wire $(BIN)/python tests/bench/wire.py
	$(KEEP) memory $(BIN)/python tests/bench/memory.py $(MINUTES)
	if [ -e dist/pos-app ]; then $(KEEP) build_start $(BIN)/python tests/bench/build_start.py 15; \
		else echo "no build in dist/pos-app: its start is not measured"; fi
	$(BIN)/python tests/bench/table.py

# What the office promises of speed, on a machine with nothing else to do: a quarter of an hour. Each
# tells its figures and its bound, and stops the rest where it is missed. ARGS="--runs calm" is one of
# three runs of 500 simulated tills.
BENCH_OFFICE := PYTHONPATH=.:tests:tests/bench timeout --signal=INT --kill-after=30
bench-office: setup-dev ## measures the office with 500 simulated tills
	$(BENCH_OFFICE) 480 $(BIN)/python tests/bench/office_tills.py $(ARGS)
	$(BENCH_OFFICE) 120 $(BIN)/python tests/bench/office_ingest.py
	$(BENCH_OFFICE) 240 $(BIN)/python tests/bench/office_wake.py
	$(BENCH_OFFICE) 600 $(BIN)/python tests/bench/office_reading.py
	$(BENCH_OFFICE) 240 $(BIN)/python tests/bench/office_cut.py

# What the office promises and a test has no time for: a quarter of an hour. CHECK="point-in-time" is
# one of them; see tests/office_acceptance/README.md.
office-acceptance: setup-dev ## what the office promises and a test has no time for
	PYTHONPATH=.:tests:tests/bench $(BIN)/python -m office_acceptance $(CHECK)

# The real window sells under Xvfb in every hostile surrounding: seven minutes, and pictures in
# PICTURES to be looked at. ROWS="plain webhook-flood" tries only these. Needs xvfb, xdotool and
# imagemagick.
PICTURES ?= dist/hostile
hostile: setup-dev ## sells in a real window in every hostile surrounding
	PYTHONPATH=.:tests $(BIN)/python -m hostile.counters $(PICTURES) $(ROWS)

# The pictures of README and manual, from the real window.
screenshots: setup-dev ## takes the pictures of the documents again
	QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python tests/screenshots.py

# A cashier's page and a manager's guide, in both languages, with the pictures of the documents.
guides: setup-dev ## lays out the guides that F1 opens, as PDF
	PYTHONPATH=. $(BIN)/python packaging/guide_pdfs.py

# Signs what a release consists of; POS_APP_RELEASE_KEY is in the environment.
# ARGS="0.2.0 notes.json dist/release"
manifest: setup-dev ## signs the manifest of a release
	$(BIN)/python packaging/manifest.py $(ARGS)

build: setup-build ## makes the program for this platform, and tries it
	PYTHONPATH=. $(BIN)/python packaging/build.py
	$(BIN)/python packaging/smoke.py

# Builds the newest commit twice, in two folders, and compares every byte: five minutes.
build-twice: setup-build ## builds twice, and compares every byte
	$(BIN)/python packaging/build_twice.py

# What the build in dist/ carries, as CycloneDX.
sbom: setup-build ## lists what the build carries, as CycloneDX
	PYTHONPATH=. $(BIN)/python packaging/sbom.py

# SHA-256 sums of what lies in dist/ to be released.
sums: setup-build ## writes the SHA-256 sums of what is released
	$(BIN)/python packaging/sums.py

# The Debian package, of the folder that `make build` left: dist/pos-app_VERSION_amd64.deb. Needs
# dpkg-dev and binutils.
deb: setup-build ## makes the Debian package
	PYTHONPATH=.:packaging QT_QPA_PLATFORM=offscreen $(BIN)/python -m linux.deb

# That package in clean roots of Debian 12 and 13, where a shop installs, sells, upgrades and removes
# it: ten minutes, as root, and pictures in dist/install to be looked at. RELEASE=trixie tries one.
deb-acceptance: ## installs it in clean roots of Debian 12 and 13, and sells there
	PYTHONPATH=.:tests $(BIN)/python -m install_acceptance $(lastword $(sort $(wildcard dist/*.deb))) \
		$(RELEASE)

setup-run:
	packaging/setup.sh run

setup-office:
	packaging/setup.sh office

setup-dev:
	packaging/setup.sh dev

setup-build:
	packaging/setup.sh build

format: setup-dev ## mends what ruff can mend, and formats
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
