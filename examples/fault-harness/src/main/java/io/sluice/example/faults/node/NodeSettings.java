package io.sluice.example.faults.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node is told at its start, as system properties of its JVM.
 *
 * @param url address of the database
 * @param user its user, who has no password
 * @param production port of the place that versions are deployed to, on loopback
 * @param key file of the key that signs checkpoints
 * @param moment where the node breaks off, if anywhere
 * @param clockOffset how far its clock is off
 * @param smtp port of the mail server, on loopback; without it no mails are sent
 * @param tls whether mails go by TLS
 * @param pool how many connections it may have
 * @param zone the time zone of its machine; that of this one if it is not said
 */
public record NodeSettings(
        String url,
        String user,
        int production,
        Path key,
        Optional<Moment> moment,
        Duration clockOffset,
        Optional<Integer> smtp,
        boolean tls,
        int pool,
        Optional<String> zone) {
    private static final String PREFIX = "faults.";
    private static final int USUAL_POOL = 20;

    /** A node that nothing happens to. */
    public static NodeSettings of(String url, String user, int production, Path key) {
        return new NodeSettings(
                url,
                user,
                production,
                key,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                false,
                USUAL_POOL,
                Optional.empty());
    }

    /** The same node, which breaks off there. */
    public NodeSettings breakingOff(Moment there) {
        return new NodeSettings(url, user, production, key, Optional.of(there), clockOffset, smtp, tls, pool, zone);
    }

    /** The same node with a clock that is so far ahead; negative means behind. */
    public NodeSettings ahead(Duration offset) {
        return new NodeSettings(url, user, production, key, moment, offset, smtp, tls, pool, zone);
    }

    /** The same node, which sends mails to that port. */
    public NodeSettings mailing(int port, boolean byTls) {
        return new NodeSettings(url, user, production, key, moment, clockOffset, Optional.of(port), byTls, pool, zone);
    }

    /** The same node with so many connections. */
    public NodeSettings withPool(int connections) {
        return new NodeSettings(url, user, production, key, moment, clockOffset, smtp, tls, connections, zone);
    }

    /** The same node on a database reached another way. */
    public NodeSettings at(String otherUrl) {
        return new NodeSettings(otherUrl, user, production, key, moment, clockOffset, smtp, tls, pool, zone);
    }

    /** The same node on a machine in another time zone. */
    public NodeSettings inZone(String region) {
        return new NodeSettings(url, user, production, key, moment, clockOffset, smtp, tls, pool, Optional.of(region));
    }

    boolean hasUsualPool() {
        return pool == USUAL_POOL;
    }

    /** As arguments for {@code java}. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                argument("url", url),
                argument("user", user),
                argument("production", String.valueOf(production)),
                argument("key", key.toString()),
                argument("ahead", clockOffset.toString()),
                argument("tls", String.valueOf(tls)),
                argument("pool", String.valueOf(pool))));
        moment.ifPresent(where -> arguments.add(argument("moment", where.toString())));
        smtp.ifPresent(port -> arguments.add(argument("smtp", port.toString())));
        zone.ifPresent(region -> arguments.add("-Duser.timezone=" + region));
        return arguments;
    }

    /** As this JVM was told. */
    static NodeSettings told() {
        return new NodeSettings(
                require("url"),
                require("user"),
                Integer.parseInt(require("production")),
                Path.of(require("key")),
                Optional.ofNullable(System.getProperty(PREFIX + "moment")).map(Moment::parse),
                Duration.parse(require("ahead")),
                Optional.ofNullable(System.getProperty(PREFIX + "smtp")).map(Integer::valueOf),
                Boolean.parseBoolean(require("tls")),
                Integer.parseInt(require("pool")),
                Optional.empty());
    }

    private static String require(String name) {
        String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException("A node needs -D" + PREFIX + name + ".");
        }
        return value;
    }

    private static String argument(String name, String value) {
        return "-D" + PREFIX + name + "=" + value;
    }
}
