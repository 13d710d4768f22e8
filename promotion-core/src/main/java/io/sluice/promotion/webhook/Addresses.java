package io.sluice.promotion.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which network addresses belong to the public internet, after the special-purpose registries of IANA (RFC 6890): all
 * others lead to this machine, its network, its cloud provider's metadata or nowhere.
 */
final class Addresses {
    /** The addresses that begin with some bits. */
    private static final class Block {
        private final int[] prefix;
        private final int bits;

        Block(int[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> NOT_PUBLIC_4 = List.of(
            v4(0, 0, 0, 8),
            v4(10, 0, 0, 8),
            v4(100, 64, 0, 10),
            v4(127, 0, 0, 8),
            v4(169, 254, 0, 16),
            v4(172, 16, 0, 12),
            v4(192, 0, 0, 24),
            v4(192, 0, 2, 24),
            v4(192, 31, 196, 24),
            v4(192, 52, 193, 24),
            v4(192, 88, 99, 24),
            v4(192, 168, 0, 16),
            v4(192, 175, 48, 24),
            v4(198, 18, 0, 15),
            v4(198, 51, 100, 24),
            v4(203, 0, 113, 24),
            v4(224, 0, 0, 4),
            v4(240, 0, 0, 4));

    /** The only block that global addresses are given from. */
    private static final Block GLOBAL_6 = v6(0x2000, 0, 0, 3);

    /** What has another meaning in it: Teredo and ORCHID, documentation, 6to4 with an IPv4 address inside, AS112. */
    private static final List<Block> NOT_PUBLIC_6 = List.of(
            v6(0x2001, 0, 0, 23),
            v6(0x2001, 0xDB8, 0, 32),
            v6(0x2002, 0, 0, 16),
            v6(0x2620, 0x4F, 0x8000, 48),
            v6(0x3FFF, 0, 0, 20));

    /** What an operator may open for a host of their own network; never this machine, link-local or multicast. */
    private static final List<Block> PRIVATE_4 =
            List.of(v4(10, 0, 0, 8), v4(100, 64, 0, 10), v4(172, 16, 0, 12), v4(192, 168, 0, 16));

    private static final Block PRIVATE_6 = v6(0xFC00, 0, 0, 7);

    private Addresses() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(bytes));
        }
        return address instanceof Inet6Address
                && GLOBAL_6.contains(bytes)
                && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(bytes));
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? PRIVATE_4.stream().anyMatch(block -> block.contains(bytes))
                : PRIVATE_6.contains(bytes);
    }

    private static Block v4(int first, int second, int third, int bits) {
        return new Block(new int[] {first, second, third, 0}, bits);
    }

    private static Block v6(int first, int second, int third, int bits) {
        int[] prefix = new int[16];
        int[] groups = {first, second, third};
        for (int i = 0; i < groups.length; i++) {
            prefix[2 * i] = groups[i] >> 8;
            prefix[2 * i + 1] = groups[i] & 0xFF;
        }
        return new Block(prefix, bits);
    }
}
