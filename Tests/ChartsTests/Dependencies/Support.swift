import Charts
import TestSupport
import Testing

/// `sha256:…` of a text, by another program than ours.
func sha256(_ text: String) -> String {
    "sha256:" + run("sha256sum", [], input: text).output.prefix(64)
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
