internal import Charts
import Discovery
import SourceYAML

/// Pins of charts that a lock pins once more: what raises them raises the lock in the same set of edits.
///
/// The lock must have belonged to what the chart asked for before; then only the versions that are raised move in it, the
/// digest, and the time. Anything else is refused (`lockWouldBreak`), for all that the chart would raise.
enum LockedCharts {
    static func resolve(_ decisions: [Decision], charts: [DiscoveredChart], time: LockTime) -> [Decision] {
        var result = decisions
        let locked = decisions.indices.filter { index in
            let decision = decisions[index]
            return !decision.edits.isEmpty && decision.reference.lock.map(isOfChart) == true
        }
        for (lock, indices) in Dictionary(grouping: locked, by: { decisions[$0].reference.lock ?? "" }) {
            do throws(LockRefusal) {
                guard
                    let chart = charts.first(where: {
                        lock == $0.path(of: "Chart.lock") || lock == $0.path(of: "requirements.lock")
                    })
                else { throw LockRefusal("the chart's files cannot be read") }
                let edits = try LockedChart(chart).edits(
                    for: indices.flatMap { decisions[$0].edits }, time: time)
                for index in indices { result[index] = decisions[index].carrying(edits) }
            } catch {
                for index in indices { result[index] = decisions[index].refused(lock: "\(lock) (\(error.message))") }
            }
        }
        return result
    }

    /// A Helmfile's lock is not Helm's.
    static func isOfChart(_ lock: String) -> Bool {
        let name = lock.split(separator: "/").last
        return name == "Chart.lock" || name == "requirements.lock"
    }
}

/// Why a lock cannot follow: the end of a sentence.
struct LockRefusal: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

extension DiscoveredChart {
    /// The chart of its files, some of them with other bytes.
    func chart(with changed: [String: [UInt8]] = [:]) throws(LockRefusal) -> Chart {
        for (name, reason) in unreadable.sorted(by: { $0.key < $1.key }) {
            throw LockRefusal("\(path(of: name)) cannot be read: \(reason)")
        }
        do throws(ChartFileError) {
            return try Chart(
                files: files.merging(changed) { $1 }.map { ChartFile(path: $0.key, bytes: $0.value) })
        } catch {
            throw LockRefusal(error.description)
        }
    }

    /// Its files with edits made in them: only those that change.
    func applying(_ edits: [Edit]) throws(LockRefusal) -> [String: [UInt8]] {
        var changed: [String: [UInt8]] = [:]
        for name in DiscoveredChart.names {
            let mine = Array(Set(edits.filter { $0.file == path(of: name) }))
            guard !mine.isEmpty, let bytes = files[name] else { continue }
            do throws(EditRefusal) {
                changed[name] = try EditProof.apply(mine, to: bytes, file: path(of: name))
            } catch {
                throw LockRefusal(error.reason)
            }
        }
        return changed
    }
}

/// A chart with a lock that is to stay right.
private struct LockedChart {
    private let files: DiscoveredChart
    private let chart: Chart

    init(_ files: DiscoveredChart) throws(LockRefusal) {
        self.files = files
        chart = try files.chart()
    }

    /// The edits of the lock that go with edits of what the chart asks for.
    func edits(for edits: [Edit], time: LockTime) throws(LockRefusal) -> [Edit] {
        let before = chart.lockCheck()
        switch before.outcome {
        case .inSync: break
        case .undecided(let problem): throw LockRefusal(problem)
        case .noLock, .nothingToLock: throw LockRefusal("it is empty")
        case .outOfSync:
            throw LockRefusal("it did not belong to what the chart asks for before: `astern deps update` makes it anew")
        }
        guard let lockFile = chart.lockFile, let lock = chart.lock else { throw LockRefusal("it is empty") }
        let raised = try files.chart(with: try files.applying(edits))
        guard let old = chart.dependencyList.entries, let new = raised.dependencyList.entries,
            var locked = lock.list.entries, old.count == new.count, locked.count == new.count
        else { throw LockRefusal("it lists other dependencies than the chart") }
        for index in new.indices {
            guard let asked = new[index], let known = locked[index], known.name == asked.name else {
                throw LockRefusal("its entry \(index + 1) is of another dependency")
            }
            if asked.version != old[index]?.version { locked[index]?.version = asked.version }
        }
        let requested = raised.replacingNames(like: before.requested)
        let made = ChartLock(requested: requested, locked: locked.compactMap { $0 }, generated: time.text)
        guard let result = made.edits(of: lockFile.bytes, file: files.path(of: lockFile.path)) else {
            throw LockRefusal("it is not UTF-8")
        }
        return result
    }
}

extension Chart {
    /// What it asks for, with repositories as another list of the same entries has them.
    func replacingNames(like other: DependencyList) -> DependencyList {
        var list = dependencyList
        let known = other.entries ?? []
        list.entries = list.entries?.enumerated().map { index, entry in
            guard var entry, RepositoryNames.name(in: entry.repository) != nil, index < known.count else {
                return entry
            }
            entry.repository = known[index]?.repository ?? entry.repository
            return entry
        }
        return list
    }
}

extension Decision {
    fileprivate func carrying(_ more: [Edit]) -> Decision {
        Decision(
            reference: reference, status: status, current: current, wanted: wanted, latest: latest, change: change,
            latestChange: latestChange, reachNeeded: reachNeeded, behind: behind, policy: policy, reasons: reasons,
            rejections: rejections, listed: listed, error: error, isDeprecated: isDeprecated, edits: edits + more)
    }

    fileprivate func refused(lock: String) -> Decision {
        Decision(
            reference: reference, status: .refused, current: current, latest: latest, latestChange: latestChange,
            reachNeeded: reachNeeded, behind: behind, policy: policy, reasons: [Reason(.lockWouldBreak, lock)],
            rejections: rejections, listed: listed, error: error, isDeprecated: isDeprecated)
    }
}
