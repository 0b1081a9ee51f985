import Artifacts
import FakeRegistry
import Testing
import Transport

@testable import Registry

@Suite("What a registry says of an error")
struct ErrorMessageTests {
    /// Body, its type ⇒ what is shown of it.
    @Test(arguments: [
        (#"{"errors":[{"code":"DENIED","message":"no","detail":[1,{"a":null}]}]}"#, "application/json", "DENIED no"),
        (#"{"errors":[{"code":"DENIED"}]}"#, "application/json", "DENIED"),
        (#"{"errors":[{"message":"no"}]}"#, "text/plain", "no"),
        (#"{"errors":[{"code":404,"message":"no"},{"code":"A"},7]}"#, "application/json", "no; A"),
        (#"{"errors":[{"code":"A"},{"code":"B"},{"code":"C"},{"code":"D"}]}"#, "application/json", "A; B; C"),
        (#"{"errors":[]}"#, "application/json", #"{"errors":[]}"#),
        (#"{"errors":"no","message":"yes"}"#, "application/json", "yes"),
        (#"{"message":"limit"}"#, "application/json", "limit"),
        (#"{"details":"wrong password"}"#, "", "wrong password"),
        (#"{"detail":"gone","error":{"x":1}}"#, "", "gone"), (#"{"x":1}"#, "", #"{"x":1}"#),
        ("404 page not found\n", "text/plain", "404 page not found"), ("", "text/plain", ""),
        ("<html><body>x", "", "an HTML page instead of a registry's answer"),
        ("oops", "text/html; charset=utf-8", "an HTML page instead of a registry's answer"),
        ("a\u{1B}[31mb\r\nc", "text/plain", "a [31mb c"),
    ])
    func summary(body: String, type: String, said: String) {
        let headers: HTTPHeaders = type.isEmpty ? [:] : ["Content-Type": type]
        let response = HTTPResponse(status: 404, headers: headers, body: Array(body.utf8), url: "https://x.example/")
        #expect(ErrorDocument.summary(of: response) == said)
    }

    @Test func longTextsAreCut() {
        let body = #"{"errors":[{"message":"\#(String(repeating: "x", count: 5_000))"}]}"#
        let response = HTTPResponse(status: 404, headers: [:], body: Array(body.utf8), url: "https://x.example/")
        #expect(ErrorDocument.summary(of: response).count == RegistryLimits.errorCharacters + 1)
    }

    /// Header, path ⇒ whether the hint for official images behind Artifactory is given.
    @Test(arguments: [
        ("X-JFrog-Version", "docker-virtual/nginx", true), ("X-Artifactory-Id", "docker-virtual/nginx", true),
        ("Server", "docker-virtual/nginx", true), ("X-JFrog-Version", "docker-virtual/org/nginx", false),
        ("X-JFrog-Version", "nginx", false), ("X-Other", "docker-virtual/nginx", false),
    ])
    func artifactory(header: String, path: String, hints: Bool) async throws {
        let registry = try FakeRegistry()
        registry.change {
            $0.intercept = { _ in
                FakeReply(404, json: #"{"errors":[{"code":"NAME_UNKNOWN"}]}"#).with(header, "Artifactory/7.1")
            }
        }
        let name = try app(registry, path)
        let client = TestClient().registry
        let tags = await failure { () async throws(RegistryError) in try await client.tags(of: name) }
        let manifest = await failure { () async throws(RegistryError) in
            try await client.manifest(of: name, reference: "1")
        }
        for error in [tags, manifest] {
            #expect(error?.code == .notFound)
            #expect(error?.message.contains("/docker-virtual/library/nginx") == hints, "\(error?.message ?? "")")
        }
    }

    @Test func anErrorDocumentIsNoListOfTags() async throws {
        let registry = try FakeRegistry()
        registry.change {
            $0.intercept = { _ in FakeReply(200, json: #"{"errors":[{"code":"DENIED","message":"no"}]}"#) }
        }
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in try await TestClient().registry.tags(of: app) }
        #expect(error?.code == .invalidResponse)
        #expect(error?.message.contains("DENIED no") == true)
    }

    @Test func aWarningIsPassedOnOnce() async throws {
        let registry = try FakeRegistry()
        registry.setTags(["1"], of: "org/app")
        registry.change {
            $0.intercept = { _ in
                FakeReply(200, json: #"{"tags":["1"]}"#).with("Warning", #"299 - "old client""#)
                    .with("Warning", "299 - \"" + String(repeating: "x", count: 5_000) + "\"")
            }
        }
        let client = TestClient()
        for _ in 0..<3 { _ = try await client.registry.tags(of: app(registry)) }
        #expect(client.notices.all == ["\(registry.host) warns: old client"])
    }
}
