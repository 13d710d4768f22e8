package io.sluice.promotion.command;

import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.util.Map;

/** What the doors of Sluice share. Built once. */
public record Core(
        Transactions transactions,
        Storage storage,
        Clock clock,
        Directory directory,
        Authorization authorization,
        Catalog catalog,
        AuditLog audit,
        Layout layout,
        CommandPipeline pipeline,
        FactsReader facts,
        Capacities capacities,
        Messages messages,
        PromotionFlow flow,
        Deployer deployer,
        Map<String, PromotionCheck> checks) {
    /** The same, for asking whether somebody may do something: what is denied is not noted. */
    public Core quietly() {
        return new Core(
                transactions,
                storage,
                clock,
                directory,
                authorization.quietly(),
                catalog,
                audit,
                layout,
                pipeline,
                facts,
                capacities,
                messages,
                flow,
                deployer,
                checks);
    }
}
