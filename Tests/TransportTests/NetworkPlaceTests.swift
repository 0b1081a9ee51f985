import Testing
import Transport

@Suite("Places of hosts")
struct NetworkPlaceTests {
    @Test(arguments: [
        ("localhost", NetworkPlace.loopback), ("LOCALHOST.", .loopback), ("a.localhost", .loopback),
        ("127.0.0.1", .loopback),
        ("127.8.9.10", .loopback), ("127.1", .loopback), ("2130706433", .loopback), ("0x7f000001", .loopback),
        ("0177.0.0.1", .loopback), ("::1", .loopback), ("0:0:0:0:0:0:0:1", .loopback), ("::ffff:127.0.0.1", .loopback),
        ("64:ff9b::7f00:1", .loopback), ("::127.0.0.1", .loopback),
        ("10.0.0.1", .privateNetwork), ("172.16.0.1", .privateNetwork), ("172.31.255.255", .privateNetwork),
        ("192.168.1.1", .privateNetwork), ("100.64.0.1", .privateNetwork), ("fd00::1", .privateNetwork),
        ("::ffff:10.0.0.1", .privateNetwork),
        ("169.254.169.254", .linkLocal), ("fe80::1", .linkLocal), ("::ffff:169.254.169.254", .linkLocal),
        ("0.0.0.0", .special), ("::", .special), ("224.0.0.1", .special), ("255.255.255.255", .special),
        ("ff02::1", .special),
        ("ghcr.io", .publicNetwork), ("localhost.evil.com", .publicNetwork), ("notlocalhost", .publicNetwork),
        ("172.32.0.1", .publicNetwork), ("8.8.8.8", .publicNetwork), ("2606:4700::1111", .publicNetwork),
        ("127.0.0.1.nip.io", .publicNetwork), ("1password.com", .publicNetwork),
    ])
    func place(host: String, expected: NetworkPlace) {
        #expect(NetworkPlace(host: host) == expected)
    }
}
