import Charts
import TestSupport
import Testing

/// `sha256:…` of a text, by another program than ours.
func sha256(_ text: String) -> String {
    "sha256:" + run("sha256sum", [], input: text).output.prefix(64)
}

/// A chart of texts.
func chart(_ files: [String: String]) throws -> Chart {
    try Chart(files: files.map { ChartFile(path: $0.key, bytes: Array($0.value.utf8)) })
}

extension LockCheck {
    /// `inSync`, `outOfSync`, … without details.
    var word: String {
        switch outcome {
        case .inSync: isOfHelm2 ? "inSync helm2" : "inSync"
        case .outOfSync: "outOfSync"
        case .noLock: "noLock"
        case .nothingToLock: "nothingToLock"
        case .undecided: "undecided"
        }
    }
}
