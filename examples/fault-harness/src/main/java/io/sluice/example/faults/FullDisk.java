package io.sluice.example.faults;

import io.sluice.example.faults.outside.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** No room is left for tables: they lie on a small disk of their own, in memory, that is filled up. */
final class FullDisk {
    private static final String MEGABYTES = "64";
    private static final String WHAT = "no room left on the disk of the tables, for 8 s";

    private FullDisk() {}

    static Result happen(Workshop workshop, Trial trial) {
        Path disk = trial.folder().resolve("small-disk").toAbsolutePath();
        if (!mount(disk)) {
            workshop.say("  " + WHAT + ": not tried, because nothing can be mounted here");
            return new Result(
                    "database", WHAT + " (not tried: no permission to mount)", "PostgreSQL", Map.of(), List.of());
        }
        try {
            Path place = Files.createDirectory(disk.resolve("tables"));
            PostgresServer server = trial.server();
            server.execute("CREATE TABLESPACE small LOCATION '" + place + "'");
            for (String table : List.of("sluice_audit_event", "sluice_outbox", "sluice_approval", "act_ru_execution")) {
                server.execute("ALTER TABLE " + table + " SET TABLESPACE small");
            }
            DatabasePart.underWay(trial, 4);
            Client.pause(1_000);
            Path filler = disk.resolve("filler");
            fill(filler);
            DatabasePart.underWay(trial, 12);
            Client.pause(8_000);
            Files.delete(filler);
            Result result = DatabasePart.verdict(workshop, trial, WHAT);
            trial.nodes().forEach(node -> node.kill());
            server.stop(PostgresServer.Stop.FAST);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            trial.server().close();
            run("umount", disk.toString());
        }
    }

    /** As much as fits; that it does not all fit is the purpose. */
    private static void fill(Path filler) {
        byte[] block = new byte[8_192];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // The disk is full.
        }
    }

    private static boolean mount(Path disk) {
        try {
            Files.createDirectories(disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString());
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
