# Everything a person does with the sources; `make help` lists it.

SWIFT  ?= swift
PREFIX ?= /usr/local
FLAGS  := -c release --static-swift-stdlib --product astern
BINARY := .build/release/astern

BUILD_PACKAGES := pkg-config libcurl4-openssl-dev libarchive-dev zlib1g-dev libyaml-dev libre2-dev libtomlplusplus-dev \
                  libvalijson-dev nlohmann-json3-dev
TEST_PACKAGES  := docker-registry skopeo apache2-utils git openssl python3
BENCH_PACKAGES := hyperfine curl python3 docker-registry skopeo

.PHONY: help build demo test sanitize lint format bench release install clean build-packages test-packages bench-packages

help:
	@echo 'make demo     install what is missing, build, and run on the bundled fleet, offline'
	@echo 'make build    build $(BINARY)'
	@echo 'make test     run every test, against real registries on loopback where users have them'
	@echo 'make sanitize run the tests of the clients under ThreadSanitizer and AddressSanitizer'
	@echo 'make lint     check format, imports and what the binary links'
	@echo 'make format   format the sources in place'
	@echo 'make bench    measure beside the peers'
	@echo 'make release  build a stripped program with the Swift runtime inside: .build/dist/astern'
	@echo 'make install  install it below PREFIX (default /usr/local)'

build: build-packages
	$(SWIFT) build $(FLAGS)

demo: build
	@.ci/demo $(BINARY)

test: build-packages test-packages
	$(SWIFT) build --build-tests
	@# Tests of the program wait for children on the threads of tasks: by themselves, they keep nobody else waiting.
	$(SWIFT) test --skip-build --skip AsternTests
	$(SWIFT) test --skip-build --filter AsternTests

sanitize: build-packages test-packages
	@.ci/sanitize

lint: build
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests
	@.ci/lint $(BINARY)

format:
	$(SWIFT) format format --in-place --parallel --recursive Package.swift Sources Tests

bench: build bench-packages
	@.ci/bench $(BINARY)

release: build
	mkdir -p .build/dist
	strip -o .build/dist/astern $(BINARY)
	@ls -l .build/dist/astern

install: release
	install -D -m 0755 .build/dist/astern $(DESTDIR)$(PREFIX)/bin/astern

clean:
	$(SWIFT) package clean

build-packages:
	@.ci/packages $(BUILD_PACKAGES)

test-packages:
	@.ci/packages $(TEST_PACKAGES)

bench-packages:
	@.ci/packages $(BENCH_PACKAGES)
