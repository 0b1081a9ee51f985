// swift-tools-version: 6.2
import PackageDescription

let swift6: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A target of ours; `floor` targets may only name targets of lower floors (docs/design/architecture.md).
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swift6)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: swift6)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "astern",
    products: [
        .executable(name: "astern", targets: ["astern"]),
        .library(name: "Versioning", targets: ["Versioning"]),
        .library(name: "SourceYAML", targets: ["SourceYAML"]),
        .library(name: "Artifacts", targets: ["Artifacts"]),
        .library(name: "Charts", targets: ["Charts"]),
        // Its options and names are types of the other two.
        .library(name: "Registry", targets: ["Registry", "Transport", "Artifacts"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Without its trait for Foundation, which would make the program 48 MB larger.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    ],
    targets: [
        // Floor 0: C libraries behind the thinnest shims.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl")]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "CTOML"),
        .target(name: "CValijson"),
        .target(name: "CResource"),
        .target(name: "CSync"),
        .target(name: "CArchive", linkerSettings: [.linkedLibrary("dl")]),

        // Floor 1
        room("Archives", ["CArchive"]),
        room("Versioning", ["CRE2"]),
        room("SourceYAML", ["CYAML"]),
        room("Processes", ["CResource", subprocess, system]),

        // Floor 2
        room("Artifacts", ["Versioning"]),
        room("Charts", ["Archives", "CValijson", "SourceYAML", "Versioning", crypto]),
        room("Transport", ["CCurl", crypto]),
        room("Editing", ["SourceYAML", "CSync"]),
        room("Git", ["Processes"]),

        // Floor 3
        room(
            "Registry",
            ["CTOML", "Transport", "Artifacts", "Archives", "Processes", "Versioning", crypto]),
        room("Discovery", ["SourceYAML", "Artifacts", "Charts", "Git", "Versioning"]),
        room("Configuration", ["SourceYAML", "Artifacts", "Versioning"]),

        // Floor 4
        room("Upstream", ["Registry", "Transport", "Charts", "Artifacts", "Git", "Versioning"]),

        // Floor 5
        room(
            "Tracking",
            [
                "Discovery", "Upstream", "Configuration", "Transport", "Charts", "Artifacts", "Versioning",
                "SourceYAML",
            ]),

        // Floor 6
        room(
            "Reporting",
            ["Tracking", "Discovery", "Upstream", "Transport", "Charts", "Artifacts", "Versioning", "SourceYAML"]),

        // Floor 7
        .executableTarget(
            name: "astern",
            dependencies: [
                "Reporting", "Tracking", "Discovery", "Upstream", "Registry", "Transport", "Editing", "Charts",
                "Git", "Configuration", "Artifacts", "SourceYAML", "Versioning", arguments,
            ],
            swiftSettings: swift6
        ),

        .executableTarget(
            name: "astern-benchmarks",
            dependencies: ["Versioning", "Editing", "SourceYAML", "Registry", "Charts"],
            path: "Tests/Benchmarks",
            swiftSettings: swift6
        ),

        // Servers and helpers that several test targets share.
        .target(name: "FakeRegistry", dependencies: [crypto], path: "Tests/FakeRegistry", swiftSettings: swift6),
        .target(name: "TestSupport", dependencies: ["SourceYAML"], path: "Tests/TestSupport", swiftSettings: swift6),

        tests("VersioningTests", ["Versioning", "TestSupport"]),
        tests("SourceYAMLTests", ["SourceYAML", "TestSupport"]),
        tests("ArchivesTests", ["Archives", "FakeRegistry", "TestSupport"]),
        tests("ArtifactsTests", ["Artifacts"]),
        tests("ProcessesTests", ["Processes", "TestSupport"]),
        tests("GitTests", ["Git", "FakeRegistry", "TestSupport"]),
        tests("ChartsTests", ["Charts", "FakeRegistry", "TestSupport"]),
        tests("EditingTests", ["Editing", "SourceYAML", "TestSupport"]),
        tests("TransportTests", ["CCurl", "Transport", "FakeRegistry", "TestSupport"]),
        tests("RegistryTests", ["Registry", "Transport", "Artifacts", "Versioning", "FakeRegistry", "TestSupport"]),
        tests("ConfigurationTests", ["Configuration", "Artifacts", "Versioning", "TestSupport"]),
        tests("DiscoveryTests", ["Discovery", "Artifacts", "Git", "SourceYAML", "TestSupport"]),
        tests(
            "UpstreamTests",
            ["Upstream", "Registry", "Transport", "Git", "Artifacts", "FakeRegistry", "TestSupport"]),
        tests(
            "TrackingTests",
            [
                "Tracking", "Discovery", "Upstream", "Configuration", "Transport", "Charts", "Artifacts", "Versioning",
                "SourceYAML", "TestSupport",
            ]),
        tests("ReportingTests", ["Reporting", "Tracking", "Discovery", "Artifacts", "Versioning", "SourceYAML"]),
        tests("AsternTests", ["FakeRegistry", "TestSupport"]),
    ],
    cxxLanguageStandard: .cxx17
)
