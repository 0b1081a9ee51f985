import ArgumentParser
import Configuration
import Discovery
import Git
import Reporting
import Tracking
import Upstream

/// One run over a tree: read, choose, decide, and tell what could not be.
struct Session {
    let path: String
    let settings: Settings
    let tree: DiscoveredTree

    init(path: String, settings: Settings) async throws {
        self.path = path
        self.settings = settings
        do throws(DiscoveryError) {
            let git = GitClient(environment: Environment.all)
            tree = try await TreeDiscovery.discover(
                path: path, git: git, annotatedFiles: settings.configuration.annotatedFiles?.value.globs ?? [])
        } catch {
            throw Failure(error.description)
        }
    }

    func plan(_ references: [Reference], rules: Rules, checks: CheckOptions, source: SourceOptions) async throws -> Plan
    {
        let lookups = try source.source(settings)
        let plan = try await self.plan(references, rules: rules, checks: checks, source: source, lookups: lookups)
        lookups.explainRequests()
        return plan
    }

    /// Where more is asked of the same source afterwards; who asks explains the requests at the end.
    func plan(
        _ references: [Reference], rules: Rules, checks: CheckOptions, source: SourceOptions, lookups: LookupSource
    ) async throws -> Plan {
        let bar = ProgressBar(isShown: Terminal.showsProgress)
        let planner = Planner(
            upstream: lookups.upstream, rules: rules, checks: try checks.checks(settings, now: lookups.now),
            concurrency: try source.network.parallelism(settings), lockTime: SystemTime.now,
            progress: { done, total in bar.show(done, of: total) }
        )
        let plan = await planner.plan(tree, references: references)
        bar.clear()
        return plan
    }

    /// The references that words on the command line mean; all of them where there are none.
    func references(_ words: [String]) throws -> [Reference] {
        guard !words.isEmpty else { return tree.references }
        let query = ReferenceQuery(tree.references)
        var chosen: Set<String> = []
        for word in words {
            switch query.find(word) {
            case .found(let references):
                chosen.formUnion(references.map(\.id))
            case .ambiguous(let names):
                throw ValidationError("'\(word)' means several things:\n  \(names.joined(separator: "\n  "))")
            case .unknown(let near):
                let hint = near.isEmpty ? "" : ", but these come near:\n  \(near.joined(separator: "\n  "))"
                throw ValidationError("nothing in \(path) is called '\(word)'\(hint)")
            }
        }
        return tree.references.filter { chosen.contains($0.id) }
    }

    /// Says on stderr what is missing from the answer.
    static func tell(_ plan: Plan) {
        let lines =
            Diagnostics.age(of: plan) + Diagnostics.findings(in: plan) + Diagnostics.unknownReferences(in: plan)
            + Diagnostics.skippedFiles(in: plan)
        if !lines.isEmpty { Output.note(lines.joined(separator: "\n")) }
    }

    /// Splits `[REFERENCE…] [PATH]`: a last word that is a directory is the path, and so is a file that cannot lie in
    /// the tree here, by an absolute path or one that leads outward. Any other file is a reference.
    static func split(_ words: [String]) -> (references: [String], path: String) {
        guard let last = words.last else { return (words, ".") }
        let leadsOutward = last.hasPrefix("/") || last.hasPrefix("../")
        if FilePaths.isDirectory(last) || (leadsOutward && FilePaths.exists(last)) {
            return (Array(words.dropLast()), last)
        }
        return (words, ".")
    }
}
