package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * Tries out whether what an engine of the host writes belongs to the library's units of work: a property that it writes
 * inside one has to be seen there, and has to be gone when that is rolled back.
 */
final class OneTransaction {
    private static final class Done extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean seen;

        Done(boolean seen) {
            super("Tried out.", null, false, false);
            this.seen = seen;
        }
    }

    private final Transactions transactions;
    private final ManagementService management;
    private final ProcessEngineConfigurationImpl engine;

    OneTransaction(Transactions transactions, ManagementService management, ProcessEngineConfigurationImpl engine) {
        this.transactions = transactions;
        this.management = management;
        this.engine = engine;
    }

    void require() {
        String property = "sluice.trial." + UUID.randomUUID();
        boolean seen = seenInside(property);
        boolean stayed = management.getProperties().containsKey(property);
        if (stayed) {
            boolean hereToo = transactions.requiresNew(() -> isThere(property));
            management.deleteProperty(property);
            throw hereToo ? otherTransaction() : otherDatabase();
        }
        if (!seen) {
            throw otherDatabase();
        }
        boolean opened = engine.getCommandExecutorTxRequired().execute(command -> transactions.active());
        if (!opened) {
            throw otherTransaction();
        }
    }

    private boolean seenInside(String property) {
        try {
            return transactions.requiresNew(() -> {
                management.setProperty(property, "1");
                throw new Done(isThere(property));
            });
        } catch (Done done) {
            return done.seen;
        }
    }

    private boolean isThere(String property) {
        String prefix = engine.getDatabaseTablePrefix() == null ? "" : engine.getDatabaseTablePrefix();
        try (Connection connection = transactions.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select 1 from " + prefix + "ACT_GE_PROPERTY where NAME_ = ?")) {
            statement.setString(1, property);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        } catch (SQLException e) {
            // There is no such table here.
            return false;
        }
    }

    private static InvalidInputException otherTransaction() {
        return new InvalidInputException(
                "engine",
                "engine.otherTransaction",
                "What the engine writes does not commit together with what Sluice writes. Give both the same transaction"
                        + " manager and data source, or build the engine with SluiceEnginePlugin.joining(transactions).");
    }

    private static InvalidInputException otherDatabase() {
        return new InvalidInputException(
                "engine",
                "engine.otherDatabase",
                "The engine's tables do not lie where Sluice's connections lead. Give both the same data source.");
    }
}
