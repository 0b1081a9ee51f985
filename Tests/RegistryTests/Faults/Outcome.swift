import Registry

/// What became of a call whose answer was spoiled.
enum Outcome: Equatable {
    /// Exactly what the registry holds.
    case right
    /// A true beginning of it, said to be no more than that.
    case partial(String)
    /// Nothing, and the reason.
    case failed(RegistryError)
    /// What the registry does not hold, or a part of it as if it were all.
    case wrong(String)

    /// The reason of a failed or partial outcome.
    var reason: String? {
        switch self {
        case .partial(let reason): reason
        case .failed(let error): error.message
        case .right, .wrong: nil
        }
    }
}
