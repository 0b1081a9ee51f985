import ArgumentParser
import Artifacts
import Reporting
import Tracking
import Transport
import Upstream
import Versioning

struct TagsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tags", _superCommandName: "astern",
        abstract: "List upstream's versions of one artifact, newest first."
    )

    @Argument(
        help: ArgumentHelp(
            "An artifact (ghcr.io/org/app, oci://…, https://charts.example.com#app) or a reference of the tree here.",
            valueName: "reference"))
    var reference: String

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    @OptionGroup(title: "Upstream") var source: SourceOptions

    func run() async throws {
        let format = try UpdateFormat.named(output)
        let settings = try Settings(path: ".")
        let artifact = try await ArtifactLookup.artifact(reference, settings: settings)
        let lookups = try source.source(settings)
        let answer = await lookups.upstream.listing(of: artifact)
        lookups.explainRequests()
        let listing: Listing
        switch answer {
        case .success(let found): listing = found
        case .failure(let failure):
            // Most messages begin with the artifact already.
            let name = artifact.identity
            throw Failure(failure.message.contains(name) ? failure.message : "\(name): \(failure.message)")
        }
        let tags = NewestFirst.sorted(listing.releases.map { $0.text })
        switch format {
        case .json:
            Output.write(
                TagListDocument.value(of: artifact, tags: tags, completeness: listing.completeness).json
            )
        case .text:
            Output.write(lines: tags)
        }
        if let time = listing.asOf { Output.note("from the cache, as of \(HTTPDate.timestamp(time))") }
        if case .partial(let reason) = listing.completeness {
            Output.note("the list is not complete: \(reason)")
            throw ExitCode.incomplete
        }
        // The process ends here: a hundred thousand tags need not be taken apart first.
        Self.exit()
    }
}
