import ArgumentParser
import Artifacts
import Upstream
import Versioning

struct PolicyTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Show what passes a filter, what each tag becomes, and which tag wins."
    )

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Tags: a file with one a line, - for stdin, an artifact, or a reference of the tree here.",
            valueName: "file|reference"))
    var tagsFrom: String

    @Option(name: .long, help: "The highest version within this range.") var semver: String?
    @Option(name: .long, help: "The last in byte order (asc) or the first (desc).") var alphabetical: String?
    @Option(name: .long, help: "The greatest number (asc) or the least (desc).") var numerical: String?
    @Option(name: .long, help: "This tag and no other.") var exact: String?
    @Option(name: .long, help: "A Go regular expression that tags must match.") var filter: String?
    @Option(name: .long, help: "What the policy sees of a match: $1, ${name}.") var extract: String?

    @OptionGroup(title: "Upstream") var source: SourceOptions

    func run() async throws {
        let policy = Policy(try rule(), filter: try tagFilter())
        let tags = try await tags()
        var passed = 0
        for tag in tags {
            guard let value = policy.filter.map({ $0.value(of: tag) }) ?? tag else { continue }
            passed += 1
            Output.write(value == tag ? "\(tag)\n" : "\(tag) -> \(value)\n")
        }
        Output.note("\(passed) of \(tags.count) tags pass the filter")
        do throws(PolicyError) {
            Output.write("latest: \(try policy.latest(of: tags, ties: .byBytes))\n")
        } catch {
            throw Failure(error.description)
        }
    }

    private func rule() throws -> Policy.Rule {
        var rules: [Policy.Rule] = []
        if let semver { rules.append(.semver(try SemverCommand.constraint(semver))) }
        if let alphabetical { rules.append(.alphabetical(try order(alphabetical))) }
        if let numerical { rules.append(.numerical(try order(numerical))) }
        if let exact { rules.append(.exact(exact)) }
        guard let rule = rules.first, rules.count == 1 else {
            throw ValidationError("expected one of --semver, --alphabetical, --numerical, --exact")
        }
        return rule
    }

    private func order(_ text: String) throws -> Policy.Order {
        guard let order = Policy.Order(flux: text) else {
            throw ValidationError("'\(text)' is not an order: expected asc or desc")
        }
        return order
    }

    private func tagFilter() throws -> TagFilter? {
        guard filter != nil || extract != nil else { return nil }
        do throws(PatternError) {
            return try TagFilter(pattern: filter ?? "", extract: extract ?? "")
        } catch {
            throw ValidationError("--filter: \(error)")
        }
    }

    private func tags() async throws -> [String] {
        if tagsFrom == "-" { return SemverCommand.texts([]) }
        if let bytes = FilePaths.read(tagsFrom) {
            return bytes.split(separator: UInt8(ascii: "\n")).map { line in
                String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
            }
        }
        let settings = try Settings(path: ".")
        let artifact = try await ArtifactLookup.artifact(tagsFrom, settings: settings)
        let lookups = try source.source(settings)
        let answer = await lookups.upstream.listing(of: artifact)
        lookups.explainRequests()
        switch answer {
        case .success(let listing): return listing.releases.map(\.text)
        case .failure(let failure): throw Failure("\(artifact.identity): \(failure.message)")
        }
    }
}
