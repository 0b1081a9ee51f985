import Artifacts
import SourceYAML
import TestSupport
import Testing

@testable import Discovery

/// Annotations in files that are not YAML.
@Suite struct AnnotatedFileTests {
    /// The file, its text with `%` for a comment of `org/app` on GitHub ⇒ the reference, and what an update to `v9.8.7`
    /// makes of the line.
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let text: String
        let line: String?
        let after: String

        init(_ file: String, _ text: String, _ line: String?, _ after: String = "") {
            self.file = file
            self.text = text
            self.line = line
            self.after = after
        }

        var testDescription: String { "\(file): \(text)" }

        var content: String { text.replacing("%", with: "renovate: datasource=github-releases depName=org/app") }
    }

    static let tags: [Case] = [
        Case("Dockerfile", "# %\nARG APP_VERSION=1.2.3\n", "1.2.3 @2", "ARG APP_VERSION=9.8.7"),
        Case(
            "Dockerfile", "# %\nENV APP_VERSION=\"v1.2.3\" OTHER=x\n", "v1.2.3 @2", "ENV APP_VERSION=\"v9.8.7\" OTHER=x"
        ),
        Case("Dockerfile", "# %\nENV APP_VERSION 1.2.3\n", "1.2.3 @2", "ENV APP_VERSION 9.8.7"),
        Case("Dockerfile", "# %\nENV APP_MAJOR 5\n", "5 @2", "ENV APP_MAJOR 9.8.7"),
        Case("Dockerfile", "# %\nRUN curl -L https://x.org/v1.2.3/app-1.2.3.tgz\n", nil),
        Case(
            "Dockerfile", "# %\nRUN curl -L https://x.org/1.2.3/app-1.2.3.tgz\n", "1.2.3 @2",
            "RUN curl -L https://x.org/9.8.7/app-9.8.7.tgz"),
        Case("Makefile", "# %\nAPP_VERSION ?= v1.2.3\n", "v1.2.3 @2", "APP_VERSION ?= v9.8.7"),
        Case("Makefile", "APP_VERSION := 1.2.3 # %\n", "1.2.3 @1", "APP_VERSION := 9.8.7 # %"),
        Case("main.tf", "  # %\n  version = \"1.2.3\"\n", "1.2.3 @2", "  version = \"9.8.7\""),
        Case("main.tf", "# %\nversion = \"~> 1.2.3\"\n", nil),
        Case("main.tf", "# %\nversion = \">= 1.2.3\"\n", nil),
        Case("main.tf", "// %\nversion = \"1.2.3\" # since 0.9.0\n", "1.2.3 @2", "version = \"9.8.7\" # since 0.9.0"),
        Case("a.sh", "# %\nexport APP_VERSION='1.2.3'\n", "1.2.3 @2", "export APP_VERSION='9.8.7'"),
        Case("a.sh", "# %\napp --version v1.2.3 \\\n  --other\n", "v1.2.3 @2", "app --version v9.8.7 \\"),
        Case("mise.toml", "# %\napp = \"1.2.3\"\n", "1.2.3 @2", "app = \"9.8.7\""),
        Case("a.json5", "// %\n\"version\": \"v5\",\n", "v5 @2", "\"version\": \"v9.8.7\","),
        Case("a.json5", "version: '1.2.3', // %\n", "1.2.3 @1", "version: '9.8.7', // %"),
        Case(
            "pom.xml", "<!-- % -->\n<app.version>1.2.3</app.version>\n", "1.2.3 @2", "<app.version>9.8.7</app.version>"),
        Case(
            "a.j2", "{# % #}\nversion: {{ app | default('1.2.3') }}\n", "1.2.3 @2",
            "version: {{ app | default('9.8.7') }}"),
        Case("a.lua", "-- %\nlocal version = \"1.2.3\"\n", "1.2.3 @2", "local version = \"9.8.7\""),
        Case("a.c", "/* % */\n#define VERSION \"1.2.3\"\n", nil),
        Case("a.txt", "# %\n\n# another comment\nversion=1.2.3\r\n", "1.2.3 @4", "version=9.8.7\r"),
        Case("a.txt", "# %\nno version here\n", nil),
        Case("a.txt", "# %\n1.2.3 and 1.2.4\n", nil),
        Case("a.txt", "# renovate: depName=org/app\nX=1.2.3\n", nil),
        Case("a.txt", "# astern: artifact=https://github.com/org/app\nX=1.2.3\n", "1.2.3 @2", "X=9.8.7"),
    ]

    @Test(arguments: tags) func findsTheVersionOfALine(_ item: Case) async throws {
        let found = try await Found([item.file: item.content], annotatedFiles: ["*"])
        let expected = item.line.map { line in
            let words = line.split(separator: " ")
            return "gitTag https://github.com/org/app \(words[0]) - \(item.file)#0:\(words[1])"
        }
        #expect(found.lines == [expected].compactMap { $0 })
        guard let reference = found.tree.references.first else { return }
        let edits = try reference.sites.map { site in
            try #require(site.form.text(tag: "v9.8.7", digest: nil).flatMap(site.edit))
        }
        let after = try EditProof.apply(edits, to: Array(item.content.utf8), file: item.file)
        let lines = after.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let line = String(decoding: lines[reference.mainSite.position.line - 1], as: UTF8.self)
        #expect(line == item.after.replacing("%", with: "renovate: datasource=github-releases depName=org/app"))
    }

    @Test(arguments: [
        (
            "FROM golang:1.22-alpine AS build", "docker.io/library/golang 1.22-alpine",
            "FROM golang:1.23-alpine AS build"
        ),
        (
            "FROM --platform=$BUILDPLATFORM golang:1.22@\(digestA)", "docker.io/library/golang 1.22@aaaa",
            "FROM --platform=$BUILDPLATFORM golang:1.23-alpine@\(digestB)"
        ),
        ("image = \"golang:1.22\"", "docker.io/library/golang 1.22", "image = \"golang:1.23-alpine\""),
        ("TAG=1.22@\(digestA)", "docker.io/library/golang 1.22@aaaa", "TAG=1.23-alpine@\(digestB)"),
        ("TAG=1.22", "docker.io/library/golang 1.22", "TAG=1.23-alpine"),
    ]) func movesDigestsWithTheirTags(_ line: String, _ expected: String, _ after: String) async throws {
        let text = "# renovate: datasource=docker depName=golang\n\(line)\n"
        let found = try await Found(["Dockerfile": text], annotatedFiles: ["Dockerfile"])
        #expect(found.shortLines == ["image \(expected) -"])
        let reference = try #require(found.tree.references.first)
        let digest = reference.pin.digest == nil ? nil : digestB
        let edits = try reference.sites.map { site in
            try #require(site.form.text(tag: "1.23-alpine", digest: digest).flatMap(site.edit))
        }
        let bytes = try EditProof.apply(edits, to: Array(text.utf8), file: "Dockerfile")
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\n\(after)\n"))
    }

    /// Only files that are named are read; YAML is read as YAML, whatever names it.
    @Test func readsWhatIsNamed() async throws {
        let text = "# renovate: datasource=github-tags depName=org/app\nversion: 1.2.3\n"
        let files = ["a/Dockerfile": text, "b/Dockerfile": text, "c.yaml": text, "d.tf": text]
        #expect(try await Found(files).lines.count == 1)
        let found = try await Found(files, annotatedFiles: ["a/", "*.yaml", "*.tf"])
        #expect(found.tree.references.map(\.id) == ["a/Dockerfile#0:@2", "c.yaml#0:/version", "d.tf#0:@2"])
        #expect(found.tree.filesRead == 3)
    }

    /// A template that is called YAML has annotations where it is named; it stays named as skipped.
    @Test func readsTemplatesThatAreNamed() async throws {
        let text = "{{ if x }}\n# renovate: datasource=github-tags depName=org/app\nversion: 1.2.3\n  {{ end }}\n"
        let files = ["a.yaml": text, "chart/Chart.yaml": "name: a\n", "chart/templates/x.yaml": text]
        #expect(try await Found(files).lines.isEmpty)
        let found = try await Found(files, annotatedFiles: ["*.yaml"])
        #expect(found.tree.references.map(\.id) == ["a.yaml#0:@3", "chart/templates/x.yaml#0:@3"])
        #expect(found.skipped == ["template a.yaml"])
    }

    @Test func refusesWhatIsNoText() async throws {
        let found = try await Found(
            ["a.bin": "\0# renovate: datasource=github-tags depName=a/b\nX=1.2\n"], annotatedFiles: ["*"])
        #expect(found.lines.isEmpty)
        #expect(found.skipped == ["binary a.bin"])
    }

    @Test(arguments: [
        ("gitlab-tags depName=org/app", "https://gitlab.com/org/app"),
        ("gitlab-releases depName=org/app registryUrl=https://git.example.org/", "https://git.example.org/org/app"),
        ("gitea-tags depName=org/app", "https://gitea.com/org/app"),
        ("forgejo-releases depName=org/app", "https://code.forgejo.org/org/app"),
        ("bitbucket-tags depName=org/app", "https://bitbucket.org/org/app"),
        ("github-tags lookupName=org/app", "https://github.com/org/app"),
    ]) func knowsForges(_ text: String, _ url: String) async throws {
        let found = try await Found(["a.yaml": "v: 1.2.3 # renovate: datasource=\(text)\n"])
        #expect(found.shortLines == ["gitTag \(url) 1.2.3 -"])
    }

    @Test(arguments: [
        ("version: \">=1.2.0\" # renovate: datasource=helm depName=a registryUrl=https://c.example.org", "(>=1.2.0)"),
        ("version: \"~1.2.0\" # renovate: datasource=github-tags depName=a/b", nil),
        ("appVersion: \"1.2\" # renovate: image=ghcr.io/org/app", "1.2"),
    ]) func rangesAreNeverWritten(_ text: String, _ pin: String?) async throws {
        let found = try await Found(["a.yaml": text])
        #expect(found.shortLines.map { $0.split(separator: " ")[2] } == [pin].compactMap { $0.map { $0[...] } })
        if pin?.hasPrefix("(") == true { #expect(found.tree.references[0].mainSite.form == .none) }
    }
}
