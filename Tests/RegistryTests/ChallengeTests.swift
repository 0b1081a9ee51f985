import TestSupport
import Testing

@testable import Registry

@Suite("WWW-Authenticate")
struct ChallengeTests {
    private typealias C = Challenge

    @Test(
        "challenges as registries send them",
        arguments: [
            ([], []),
            ([""], []),
            ([" , ,"], []),
            (["Basic"], [Challenge(scheme: "basic")]),
            ([#"Basic realm="x""#], [Challenge(scheme: "basic", parameters: ["realm": "x"])]),
            (["Basic realm=unquoted"], [Challenge(scheme: "basic", parameters: ["realm": "unquoted"])]),
            (["Basic realm="], [Challenge(scheme: "basic", parameters: ["realm": ""])]),
            ([#"BASIC REALM = "x""#], [Challenge(scheme: "basic", parameters: ["realm": "x"])]),
            (
                [#"bEaReR Realm="https://a/t",SERVICE="s",Scope="repository:a/b:pull,push""#],
                [
                    Challenge(
                        scheme: "bearer",
                        parameters: [
                            "realm": "https://a/t", "service": "s", "scope": "repository:a/b:pull,push",
                        ])
                ]
            ),
            (
                [#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io""#],
                [
                    Challenge(
                        scheme: "bearer",
                        parameters: ["realm": "https://auth.docker.io/token", "service": "registry.docker.io"])
                ]
            ),
            // ECR: a URL as the realm of Basic.
            (
                [#"Basic realm="https://1.dkr.ecr.eu-west-1.amazonaws.com/",service="ecr.amazonaws.com""#],
                [
                    Challenge(
                        scheme: "basic",
                        parameters: [
                            "realm": "https://1.dkr.ecr.eu-west-1.amazonaws.com/", "service": "ecr.amazonaws.com",
                        ])
                ]
            ),
            // Forgejo: two challenges in one field.
            (
                [
                    #"Bearer realm="https://codeberg.org/v2/token",service="container_registry",scope="*","#
                        + #"Basic realm="https://codeberg.org/v2",service="container_registry",scope="*""#
                ],
                [
                    Challenge(
                        scheme: "bearer",
                        parameters: [
                            "realm": "https://codeberg.org/v2/token", "service": "container_registry", "scope": "*",
                        ]),
                    Challenge(
                        scheme: "basic",
                        parameters: [
                            "realm": "https://codeberg.org/v2", "service": "container_registry", "scope": "*",
                        ]),
                ]
            ),
            (
                ["Negotiate", #"Basic realm="x""#],
                [Challenge(scheme: "negotiate"), Challenge(scheme: "basic", parameters: ["realm": "x"])]
            ),
            (
                [#"Negotiate, Basic realm="x""#],
                [Challenge(scheme: "negotiate"), Challenge(scheme: "basic", parameters: ["realm": "x"])]
            ),
            (
                [#"Basic realm="x", Negotiate"#],
                [Challenge(scheme: "basic", parameters: ["realm": "x"]), Challenge(scheme: "negotiate")]
            ),
            (["Negotiate YII+/abc=="], [Challenge(scheme: "negotiate", token68: "YII+/abc==")]),
            (
                ["NTLM TlRMTVNTUAAB=, Basic realm=y"],
                [
                    Challenge(scheme: "ntlm", token68: "TlRMTVNTUAAB="),
                    Challenge(scheme: "basic", parameters: ["realm": "y"]),
                ]
            ),
            (
                [#"Basic realm="a \"quoted\" \\ one, two""#],
                [Challenge(scheme: "basic", parameters: ["realm": #"a "quoted" \ one, two"#])]
            ),
            ([#"Basic realm="open"#], [Challenge(scheme: "basic", parameters: ["realm": "open"])]),
            ([#"Basic realm="open\"#], [Challenge(scheme: "basic", parameters: ["realm": #"open\"#])]),
            (
                [#"Bearer realm="r",error="insufficient_scope",scope="""#],
                [Challenge(scheme: "bearer", parameters: ["realm": "r", "error": "insufficient_scope", "scope": ""])]
            ),
            // Separated by spaces alone.
            (
                [#"Bearer realm="r" service="s""#],
                [Challenge(scheme: "bearer", parameters: ["realm": "r", "service": "s"])]
            ),
            (
                [#"Bearer , realm="r",, service="s","#],
                [Challenge(scheme: "bearer", parameters: ["realm": "r", "service": "s"])]
            ),
            (
                ["Bearer realm=https://a.b/t?x=y,service=s"],
                [Challenge(scheme: "bearer", parameters: ["realm": "https://a.b/t?x=y", "service": "s"])]
            ),
            ([#"Bearer realm="first",realm="second""#], [Challenge(scheme: "bearer", parameters: ["realm": "first"])]),
            (["\t Basic \t realm=x"], [Challenge(scheme: "basic", parameters: ["realm": "x"])]),
            // Parameters may stand in any order, and names are not told apart by case.
            (
                [#"Bearer scope="s",service="v",realm="r""#],
                [Challenge(scheme: "bearer", parameters: ["realm": "r", "service": "v", "scope": "s"])]
            ),
            // Separated by commas, spaces or both, or by nothing but the end of a quote.
            (
                [#"Bearer realm="r"service="s""#],
                [Challenge(scheme: "bearer", parameters: ["realm": "r", "service": "s"])]
            ),
            (
                [#"Bearer realm="r"  ,  service=s , scope="x""#],
                [Challenge(scheme: "bearer", parameters: ["realm": "r", "service": "s", "scope": "x"])]
            ),
            // Several scopes in one value, and commas within actions.
            (
                [#"Bearer realm="r",scope="repository:a:pull,push repository:b:pull""#],
                [
                    Challenge(
                        scheme: "bearer",
                        parameters: ["realm": "r", "scope": "repository:a:pull,push repository:b:pull"])
                ]
            ),
            // A realm that is no absolute URL is read all the same: the policy judges it.
            (["Bearer realm=\"/token\""], [Challenge(scheme: "bearer", parameters: ["realm": "/token"])]),
            (["Bearer realm=//h/t"], [Challenge(scheme: "bearer", parameters: ["realm": "//h/t"])]),
            // Values with `=` and `,` in quotes; `=` in bare ones.
            (
                [#"Bearer realm="https://h/t?a=b,c=d""#],
                [Challenge(scheme: "bearer", parameters: ["realm": "https://h/t?a=b,c=d"])]
            ),
            // A value that lacks its name, and a name that lacks its value.
            ([#"Bearer ="x",realm="r""#], []),
            (
                [#"Bearer realm,service="s""#],
                [Challenge(scheme: "bearer", token68: "realm")]
            ),
            // No scheme is read from within a value that belongs to nothing.
            (
                [#"="Basic realm=x", "Bearer realm=y", Negotiate "Basic", Digest a=b"#],
                [Challenge(scheme: "negotiate"), Challenge(scheme: "digest", parameters: ["a": "b"])]
            ),
            // Unknown schemes and schemes alone.
            (
                [#"Custom a=1, Bearer realm="r", Digest nonce="n",qop="auth", Basic"#],
                [
                    Challenge(scheme: "custom", parameters: ["a": "1"]),
                    Challenge(scheme: "bearer", parameters: ["realm": "r"]),
                    Challenge(scheme: "digest", parameters: ["nonce": "n", "qop": "auth"]), Challenge(scheme: "basic"),
                ]
            ),
            (["Bearer"], [Challenge(scheme: "bearer")]),
            (["Bearer,Basic"], [Challenge(scheme: "bearer"), Challenge(scheme: "basic")]),
            // Two of one scheme are two challenges.
            (
                [#"Bearer realm="a", Bearer realm="b""#],
                [
                    Challenge(scheme: "bearer", parameters: ["realm": "a"]),
                    Challenge(scheme: "bearer", parameters: ["realm": "b"]),
                ]
            ),
            (
                [#"Basic realm="a""#, #"Bearer realm="b",service="s""#],
                [
                    Challenge(scheme: "basic", parameters: ["realm": "a"]),
                    Challenge(scheme: "bearer", parameters: ["realm": "b", "service": "s"]),
                ]
            ),
            // Harbor after a token that does not suffice.
            (
                [#"Basic realm="harbor""#], [Challenge(scheme: "basic", parameters: ["realm": "harbor"])]
            ),
            // Letters beyond ASCII and escapes that need none.
            ([#"Basic realm="Zür\ich""#], [Challenge(scheme: "basic", parameters: ["realm": "Zürich"])]),
            (
                [#"Basic realm="", charset="UTF-8""#],
                [Challenge(scheme: "basic", parameters: ["realm": "", "charset": "UTF-8"])]
            ),
            (["=,Basic realm=x"], [Challenge(scheme: "basic", parameters: ["realm": "x"])]),
        ] as [([String], [Challenge])])
    func parsed(fields: [String], challenges: [Challenge]) {
        #expect(Challenge.parse(fields) == challenges)
    }

    @Test func thousandsOfChallengesAreCut() {
        let field = Array(repeating: "A b=c", count: 10_000).joined(separator: ",")
        #expect(Challenge.parse([field, field]).count == RegistryLimits.challenges)
    }

    @Test func anyBytesEnd() {
        var random = SplitMix(state: 7)
        let alphabet = Array(#"abAB =,"\;/+ "# + "\t")
        for _ in 0..<5_000 {
            let text = String(
                (0..<Int.random(in: 0..<40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
            #expect(Challenge.parse([text]).count <= RegistryLimits.challenges)
        }
    }
}
