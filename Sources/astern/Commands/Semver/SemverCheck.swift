import ArgumentParser
import Reporting
import Versioning

struct SemverCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Answer requests about versions and constraints, one JSON object a line."
    )

    @Flag(name: .long, help: "Read JSON lines from stdin. The only form there is.")
    var jsonl = false

    func validate() throws {
        guard jsonl else { throw ValidationError("semver check reads requests with --jsonl") }
    }

    func run() throws {
        try BatchCheck.run(SemverRequest.self) { try $0.answer() }
    }
}

/// A line of `astern semver check --jsonl`.
struct SemverRequest: Decodable {
    struct Latest: Decodable {
        let c: String
        let vs: [String]
    }

    let c: String?
    let v: String?
    let cmp: [String]?
    let latest: Latest?
    let strict: Bool?
    let flux3: Bool?

    func answer() throws -> JSONValue {
        if let cmp { return try comparison(cmp) }
        if let latest { return best(latest) }
        guard c != nil || v != nil else { throw Failure("it has none of `c`, `v`, `cmp`, `latest`") }
        let constraint = c.map { try? Constraint($0) }
        let version = v.flatMap(version)
        var answer: [JSONValue.Member] = []
        if let constraint { answer.append(.init("cerr", .bool(constraint == nil))) }
        if v != nil { answer.append(.init("verr", .bool(version == nil))) }
        if let constraint, v != nil {
            let allows = version.map { constraint?.allows($0) ?? false } ?? false
            answer.append(.init("ok", .bool(allows)))
        }
        if let version { answer.append(.init("canon", .string(version.canonical))) }
        return .object(answer)
    }

    private func comparison(_ pair: [String]) throws -> JSONValue {
        guard pair.count == 2 else { throw Failure("`cmp` has \(pair.count) versions, expected 2") }
        guard let left = version(pair[0]), let right = version(pair[1]) else { return ["verr": .bool(true)] }
        return ["cmp": .number(Version.compare(left, right))]
    }

    private func best(_ request: Latest) -> JSONValue {
        guard let constraint = try? Constraint(request.c) else { return ["cerr": .bool(true), "latest": .null] }
        let best = constraint.latest(of: request.vs, strict: strict ?? false, threePart: flux3 ?? false)
        // Strict parsing is Helm's for tags of a registry, which prints the canonical text.
        return ["cerr": .bool(false), "latest": .text(strict == true ? best?.canonical : best?.text)]
    }

    private func version(_ text: String) -> Version? {
        if strict == true { return try? Version(strict: text) }
        return flux3 == true ? try? Version(threePart: text) : try? Version(text)
    }
}
