import Artifacts
import Discovery
import SourceYAML
public import Tracking

/// What a person should hear beside the data: lines for stderr, without line feeds.
public enum Diagnostics {
    /// `unknown: FILE:LINE NAME: message` for each reference that should have been decided and was not.
    public static func unknownReferences(in plan: Plan) -> [String] {
        plan.decisions.filter { $0.status == .unknown }.map { decision in
            let message = Sentences.verdict(of: decision)
            return PlainText.line("unknown: \(Place(decision).text) \(RowNames.short(decision)): \(message)")
        }
    }

    /// `skipped: FILE: message` for each file that was not read. Templates are many and no fault: one line has their
    /// count.
    public static func skippedFiles(in plan: Plan) -> [String] {
        let named = plan.skipped.filter { $0.code != .template }
        let lines = named.map { PlainText.line("skipped: \($0.file): \($0.message)") }
        let templates = plan.skipped.count - named.count
        guard templates > 0 else { return lines }
        let sum =
            templates == 1
            ? "1 chart template or template file was not read"
            : "\(Counted.number(templates)) chart templates and template files were not read"
        return lines + [sum]
    }

    /// How old the oldest answer is, where some are from the cache.
    public static func age(of plan: Plan) -> [String] {
        let times = plan.decisions.flatMap(\.reasons).filter { $0.code == .asOf }.compactMap(\.subject)
        guard let oldest = times.min() else { return [] }
        return ["\(Counted.text(times.count, "answer is", "answers are")) from the cache, the oldest of \(oldest)"]
    }

    /// `warning: FILE:LINE: message` for each finding.
    public static func findings(in plan: Plan) -> [String] {
        plan.findings.map { PlainText.line("\($0.severity.rawValue): \($0.file):\($0.line): \($0.message)") }
    }

    /// `review: ARTIFACT FROM -> TO: VERDICT: first evidence` for each step that is not safe, and what was not reviewed.
    public static func reviews(_ review: PlanReview) -> [String] {
        let judged = review.reviews.filter { $0.verdict != .safe }.map { review in
            let step = "\(review.artifact.identity) \(review.from) -> \(review.to)"
            return PlainText.line(
                "review: \(step): \(review.verdict.rawValue): \(review.items.first?.evidence ?? "")")
        }
        return judged
            + review.failures.map { step, failure in
                unreviewed(ReviewProblem(artifact: step.artifact.identity, message: failure.description))
            }
    }

    /// `not reviewed: ARTIFACT: message` for a step that could not be.
    public static func unreviewed(_ problem: ReviewProblem) -> String {
        // Most messages begin with the artifact already.
        let isNamed = problem.message.contains(problem.artifact)
        return PlainText.line("not reviewed: \(isNamed ? "" : "\(problem.artifact): ")\(problem.message)")
    }
}
