import TestSupport

/// The YAML files of real trees and indexes beside the project.
enum Corpus {
    static let isThere = Places.shared != nil
    static let absence = "needs the real trees of ../shared/corpus"

    /// Paths, sorted; `every` takes each n-th of them, for checks that are dear.
    static func files(every step: Int = 1) -> [String] {
        guard let shared = Places.shared else { return [] }
        let find = run("find", ["\(shared)/corpus", "-type", "f", "(", "-name", "*.yaml", "-o", "-name", "*.yml", ")"])
        let all = find.output.split(separator: "\n").map(String.init).sorted()
        return stride(from: 0, to: all.count, by: step).map { all[$0] }
    }
}
