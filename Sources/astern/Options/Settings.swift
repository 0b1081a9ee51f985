import ArgumentParser
import Configuration

/// What flags default to: their environment forms, then the tree's configuration, then the user's.
struct Settings {
    let places: ConfigurationPlaces
    let configuration: Configuration

    /// Reads the configuration for a tree; what is wrong with it is told as wrong usage, and nothing is done.
    init(path: String) throws {
        places = ConfigurationPlaces(root: FilePaths.root(of: path), environment: Environment.all)
        do throws(ConfigurationError) {
            configuration = try Configuration.load(from: places)
        } catch {
            // The usage of a command has nothing to do with it.
            for problem in error.description.split(separator: "\n") { Output.note("error: \(problem)") }
            throw ExitCode.validationFailure
        }
    }
}
