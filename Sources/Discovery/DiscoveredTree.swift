/// What was found in a tree: references in the order of file and position, and the files that were not read.
public struct DiscoveredTree: Sendable {
    public let references: [Reference]
    /// How many files were read.
    public let filesRead: Int
    public let skipped: [SkippedFile]
    /// The charts that name dependencies, in the order of their folders.
    public let charts: [DiscoveredChart]
    /// What answers questions about the values of charts; nil where the tree was put together by hand.
    var context: TreeContext?

    public init(
        references: [Reference], filesRead: Int, skipped: [SkippedFile], charts: [DiscoveredChart] = []
    ) {
        self.charts = charts
        self.references = references
        self.filesRead = filesRead
        self.skipped = skipped
    }
}

/// A file that was not read or not understood, and why.
public struct SkippedFile: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Code: String, Sendable {
        /// Go or Jinja templates around YAML, or a chart's `templates/`.
        case template
        /// Bytes that are no text: a NUL byte.
        case binary
        /// Encrypted as a whole (git-crypt, Ansible vault).
        case encrypted
        /// YAML that does not parse.
        case malformed
        /// The system refused to read it.
        case unreadable
        /// Larger than `DiscoveryLimits.fileBytes`.
        case tooLarge
        /// A symbolic link that leads nowhere, in circles, or out of the tree.
        case link
    }

    public let file: String
    public let code: Code
    public let message: String

    public init(file: String, code: Code, message: String) {
        self.file = file
        self.code = code
        self.message = message
    }

    /// True when something may have been missed: exit code 3 (section 5 of the design).
    public var isFailure: Bool {
        switch code {
        case .template, .binary, .encrypted: false
        case .malformed, .unreadable, .tooLarge, .link: true
        }
    }
}
