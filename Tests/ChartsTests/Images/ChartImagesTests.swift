import Charts
import Testing

@Suite("Images of charts")
struct ChartImagesTests {
    private static let sha = "sha256:" + String(repeating: "a", count: 64)

    private static func chart(
        _ values: String, _ more: String = "", name: String = "app", subcharts: [Chart] = []
    ) throws -> Chart {
        let metadata = "apiVersion: v2\nname: \(name)\nversion: 1.0.0\nappVersion: \"9.8.7\"\n\(more)"
        return try ChartsTests.chart(["Chart.yaml": metadata, "values.yaml": values], subcharts: subcharts)
    }

    /// `path=reference (source)[ off: what]`
    private static func shown(_ chart: Chart) -> [String] {
        chart.images.map { image in
            "\(image.path)=\(image.reference) (\(image.tagSource.rawValue))"
                + (image.disabledBy.map { " off: \($0)" } ?? "")
        }
    }

    @Test(
        "shapes of values",
        arguments: [
            ("image: {repository: org/app, tag: v1}", ["image=org/app:v1 (values)"]),
            ("image: {registry: quay.io, repository: org/app, tag: v1}", ["image=quay.io/org/app:v1 (values)"]),
            ("image: {repository: org/app, tag: \"\"}", ["image=org/app:9.8.7 (appVersion)"]),
            ("image: {repository: org/app, tag: }", ["image=org/app:9.8.7 (appVersion)"]),
            ("image: {repository: org/app}", ["image=org/app:9.8.7 (appVersion)"]),
            ("image: {repository: org/app, tag: 1.10}", ["image=org/app:1.1 (values)"]),
            ("image: {repository: org/app, tag: \"v{{ .Chart.AppVersion }}\"}", ["image=org/app:v9.8.7 (values)"]),
            ("image: {repository: org/app, tag: \"{{ .Values.x }}\"}", ["image=org/app (unknown)"]),
            ("image: {repository: org/app, tag: v1, digest: \"\(sha)\"}", ["image=org/app:v1@\(sha) (values)"]),
            ("image: {repository: org/app, tag: \"v1@\(sha)\"}", ["image=org/app:v1@\(sha) (values)"]),
            (
                "image: {repository: org/app, tag: v1, sha: \(String(repeating: "a", count: 64))}",
                ["image=org/app:v1@\(sha) (values)"]
            ),
            ("image: {repository: quay.io/org, name: app, tag: v1}", ["image=quay.io/org/app:v1 (values)"]),
            ("image: {repo: org/app, tag: v1}", ["image=org/app:v1 (values)"]),
            ("image: {name: nginx, tag: v1}", ["image=nginx:v1 (values)"]),
            ("controller: {image: org/app, tag: v1}", ["controller=org/app:v1 (values)"]),
            ("image: org/app:v1", ["image=org/app:v1 (values)"]),
            ("sidecarImage: \"host:5000/org/app:v1@\(sha)\"", ["sidecarImage=host:5000/org/app:v1@\(sha) (values)"]),
            ("image: nginx", ["image=nginx (unknown)"]),
            ("image: org/app\nimageTag: v1", ["imageTag=org/app:v1 (values)"]),
            ("initImage: org/app\ninitImageTag: \"\"", ["initImageTag=org/app:9.8.7 (appVersion)"]),
            (
                "busyboxImage: b\nbusybox_image: c\nx-image: d:1",
                ["busyboxImage=b (unknown)", "busybox_image=c (unknown)", "x-image=d:1 (values)"]
            ),
            ("list:\n  - image: a:1\n  - image: b:2", ["list[0].image=a:1 (values)", "list[1].image=b:2 (values)"]),
            (
                "global: {imageRegistry: my.io}\nimage: {registry: docker.io, repository: org/app, tag: v1}",
                ["image=my.io/org/app:v1 (values)"]
            ),
            (
                "sync: {enabled: false, image: {repository: a/b, tag: c}}",
                ["sync.image=a/b:c (values) off: sync.enabled"]
            ),
            ("a: &a {repository: a/b, tag: c}\nimage: *a", ["a=a/b:c (values)", "image=a/b:c (values)"]),
            // What is no image.
            ("git: {repository: \"https://github.com/org/repo\", tag: v1}", []),
            ("image: {pullPolicy: Always}", []), ("image: \"\"", []), ("image: false", []),
            ("repository: {url: x}", []), ("image: \"two words\"", []), ("tag: v1", []), ("image: {tag: v1}", []),
            ("image: {repository: \"{{ .Values.x }}\", tag: v1}", []), ("image: {repository: Org/App, tag: v1}", []),
        ] as [(String, [String])])
    func shapes(values: String, expected: [String]) throws {
        #expect(Self.shown(try Self.chart(values)) == expected)
    }

    private static let dependency =
        "dependencies: [{name: db, version: 1.x, repository: \"\", condition: \"db.enabled\", tags: [data]}]\n"

    @Test(
        "sub-charts, switched on and off",
        arguments: [
            ("{}", "db.image=org/db:9.8.7 (appVersion)"),
            ("db: {enabled: false}", "db.image=org/db:9.8.7 (appVersion) off: db.enabled"),
            ("db: {enabled: \"no\"}", "db.image=org/db:9.8.7 (appVersion)"),
            ("tags: {data: false}", "db.image=org/db:9.8.7 (appVersion) off: tags.data"),
            ("tags: {data: false}\ndb: {enabled: true}", "db.image=org/db:9.8.7 (appVersion)"),
            ("db: {image: {tag: v2}}", "db.image=org/db:v2 (values)"),
            (
                "global: {imageRegistry: my.io}\ndb: {image: {registry: x.io}}",
                "db.image=my.io/org/db:9.8.7 (appVersion)"
            ),
        ])
    func subcharts(values: String, expected: String) throws {
        let db = try Self.chart("image: {repository: org/db, tag: \"\"}\n", name: "db")
        #expect(Self.shown(try Self.chart(values, Self.dependency, subcharts: [db])) == [expected])
    }

    @Test func aConditionMayBeTheSubchartsOwnDefault() throws {
        let db = try Self.chart("enabled: false\nimage: a:1\n", name: "db")
        let chart = try Self.chart("{}", Self.dependency, subcharts: [db])
        #expect(Self.shown(chart) == ["db.image=a:1 (values) off: db.enabled"])
    }

    @Test func aliasesAreChartsOfTheirOwn() throws {
        let more = """
            dependencies:
              - {name: db, version: 1.x, repository: "", alias: one}
              - {name: db, version: 1.x, repository: "", alias: two, condition: two.up}
            """
        let db = try Self.chart("image: {repository: org/db, tag: v1}\n", name: "db")
        let chart = try Self.chart("one: {image: {tag: v2}}\ntwo: {up: false}\n", more, subcharts: [db])
        #expect(
            Self.shown(chart) == ["one.image=org/db:v2 (values)", "two.image=org/db:v1 (values) off: two.up"])
    }

    /// What stands below the key of a chart that is not in the archive is not completed with this chart's version.
    @Test func subchartsThatAreNotInTheArchive() throws {
        let chart = try Self.chart("db: {image: {repository: org/db}, x: {image: a:1}}", Self.dependency)
        #expect(Self.shown(chart) == ["db.image=org/db (unknown)", "db.x.image=a:1 (values)"])
        #expect(ChartPart.all(of: chart).map(\.path) == [ValuePath(), ValuePath(["db"])])
        #expect(ChartPart.all(of: chart)[1].chart == nil)
    }

    @Test func chartsThatNobodyDeclaresAreOn() throws {
        let lib = try Self.chart("image: a:1\n", name: "lib")
        #expect(Self.shown(try Self.chart("{}", subcharts: [lib])) == ["lib.image=a:1 (values)"])
    }

    @Test func offInAChartThatIsOff() throws {
        let inner = try Self.chart("image: a:1\n", name: "inner")
        let db = try Self.chart("{}", name: "db", subcharts: [inner])
        let chart = try Self.chart("db: {enabled: false}", Self.dependency, subcharts: [db])
        #expect(Self.shown(chart) == ["db.inner.image=a:1 (values) off: db.enabled"])
    }

    @Test func theAnnotationAddsWhatNoValueNames() throws {
        let more =
            "annotations:\n  artifacthub.io/images: |\n    - name: app\n      image: org/app:v1\n    - {name: y, image: org/y:2}\n"
        let chart = try Self.chart("image: org/app:v1", more)
        #expect(Self.shown(chart) == ["image=org/app:v1 (values)", "=org/y:2 (annotation)"])
    }
}
