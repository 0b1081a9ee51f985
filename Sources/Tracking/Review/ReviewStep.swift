public import Artifacts
public import Discovery

/// A step of one chart that several references would take: what is reviewed once.
public struct ReviewStep: Sendable {
    public let artifact: Artifact
    /// Versions as the tree writes them.
    public let from: String
    public let to: String
    public internal(set) var references: [Reference]

    /// A step of a chart that nothing of the tree pins.
    public init(of artifact: Artifact, from: String, to: String) {
        self.init(artifact: artifact, from: from, to: to, references: [])
    }

    private init(artifact: Artifact, from: String, to: String, references: [Reference]) {
        self.artifact = artifact
        self.from = from
        self.to = to
        self.references = references
    }

    /// The steps of the charts in a plan, in the order of their first reference.
    ///
    /// - Parameters:
    ///   - from: Instead of the version in the tree.
    ///   - to: Instead of the version that an update writes, else the latest.
    /// - Returns: The steps, and the decisions on charts from which no step can be told: a version is not known.
    public static func all(
        in decisions: [Decision], from: String? = nil, to: String? = nil
    ) -> (steps: [ReviewStep], unknown: [Decision]) {
        var steps: [ReviewStep] = []
        var unknown: [Decision] = []
        for decision in decisions where decision.isOfChart {
            let old = from ?? decision.current.version ?? decision.reference.pin.version
            let new = to ?? decision.wanted?.version ?? decision.latest?.version
            guard let artifact = decision.reference.artifact, let old, let new else {
                unknown.append(decision)
                continue
            }
            if let index = steps.firstIndex(where: { $0.artifact == artifact && $0.from == old && $0.to == new }) {
                steps[index].references.append(decision.reference)
            } else {
                steps.append(
                    ReviewStep(artifact: artifact, from: old, to: new, references: [decision.reference]))
            }
        }
        return (steps, unknown)
    }
}

extension Decision {
    /// True for a Helm chart, wherever it comes from.
    public var isOfChart: Bool { reference.kind == .helmChart || reference.kind == .ociChart }
}
