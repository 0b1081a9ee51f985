import Testing
import Versioning

@Suite struct KubernetesVersionTests {
    @Test(arguments: [
        ("1.31", ">=1.23.0", KubernetesVersion.Admission.admitted),
        ("v1.31.2", ">=1.23.0-0", .admitted),
        ("1.22", ">=1.23.0-0", .refused),
        ("1.31", ">= 1.19.0-0 < 1.30.0-0", .refused),
        ("1.31", "^1.31.2", .refused),
        // What clusters of vendors report is a pre-release to Helm, unless the range names one.
        ("v1.30.2-gke.5", ">=1.23", .refusedForSuffix),
        ("v1.30.2-gke.5", ">=1.23-0", .admitted),
        ("v1.30.2-gke.5", ">=1.31-0", .refused),
        ("v1.31.4+k3s1", ">=1.23", .admitted),
        ("1.31", "", .unreadable("")),
        ("1.31", "at least 1.20", .unreadable("")),
    ]) func admission(_ cluster: String, _ constraint: String, _ expected: KubernetesVersion.Admission) throws {
        let admission = try #require(KubernetesVersion(cluster)).admission(by: constraint)
        if case .unreadable = expected, case .unreadable(let why) = admission {
            #expect(!why.isEmpty)
        } else {
            #expect(admission == expected)
        }
    }

    @Test(arguments: ["", "v", "latest", "1.x", ">=1.30", "1.30.1.1", "1.30 ", String(repeating: "1", count: 300)])
    func whatIsNoVersion(_ text: String) {
        #expect(KubernetesVersion(text) == nil)
    }
}
