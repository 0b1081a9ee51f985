public import Discovery

/// The reviews of every chart that a plan would move, and the plan as they leave it.
public struct PlanReview: Sendable {
    public let plan: Plan
    public let reviews: [ChartReview]
    /// Steps that could not be reviewed, and why.
    public let failures: [(step: ReviewStep, failure: ReviewFailure)]

    /// Reviews the steps of a plan, each once.
    ///
    /// - Parameters:
    ///   - refusesBreaking: Whether a step that breaks something is refused. What cannot be reviewed never is: an archive
    ///     that does not come says nothing of the chart.
    ///   - onlyWanted: Whether only what an update would write is reviewed; otherwise the latest is where nothing is
    ///     within reach.
    public init(
        of plan: Plan, in tree: DiscoveredTree, by reviewer: Reviewer, refusesBreaking: Bool, onlyWanted: Bool
    ) async {
        var reviews: [ChartReview] = []
        var failures: [(step: ReviewStep, failure: ReviewFailure)] = []
        var outcomes: [String: ChartReview] = [:]
        let moving = plan.decisions.filter {
            onlyWanted ? $0.wanted != nil && !$0.edits.isEmpty : $0.status == .outdated
        }
        let steps = ReviewStep.all(in: moving).steps
        for (step, outcome) in zip(steps, await reviewer.review(steps, readsBetween: false)) {
            switch outcome {
            case .success(let review):
                reviews.append(review)
                for reference in step.references { outcomes[reference.id] = review }
            case .failure(let failure):
                failures.append((step, failure))
            }
        }
        let judged = plan.decisions.map { decision -> Decision in
            guard let review = outcomes[decision.reference.id] else { return decision }
            var decision = decision
            decision.verdict = review.verdict
            guard refusesBreaking, review.verdict == .breaks, let first = review.items.first else { return decision }
            return decision.refused(Reason(.breaking, first.evidence))
        }
        let chosen = Set(plan.decisions.map(\.reference.id))
        let bystanders = tree.references.filter { !chosen.contains($0.id) }
        self.plan = Plan(
            decisions: refusesBreaking ? SharedSites.resolve(judged, bystanders: bystanders) : judged,
            findings: plan.findings, filesRead: plan.filesRead, skipped: plan.skipped)
        self.reviews = reviews
        self.failures = failures
    }
}

extension ReviewItem {
    /// The sentence with its place in the tree.
    public var evidence: String {
        guard let file, let line else { return message }
        return "\(message) (\(file):\(line))"
    }
}
