package io.sluice.promotion.spring.rest.configuration;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.spring.rest.Call;
import java.util.Map;

/** Shows what holds in a workspace, with the descriptions of keys where the caller may read them. */
public final class ConfigurationReader {
    private final Sluice sluice;

    /** Over these doors. */
    public ConfigurationReader(Sluice sluice) {
        this.sluice = sluice;
    }

    /** What holds in the workspace of the path; nothing for a caller who may not read it. */
    public ConfigurationView readable(Call call) {
        return sluice.people()
                        .permissions(call.actor(), call.organization(), call.workspace())
                        .contains(Permission.READ_CONFIGURATION)
                ? shown(call, sluice.configurations().effective(call.actor(), call.organization(), call.workspace()))
                : ConfigurationView.hidden();
    }

    ConfigurationView shown(Call call, EffectiveConfiguration effective) {
        return ConfigurationView.of(effective, keys(call));
    }

    /** Keys belong to the organization as a whole; somebody with a role in one workspace does not read them. */
    private Map<String, ConfigurationKey> keys(Call call) {
        return sluice.people()
                        .me(call.actor(), call.organization())
                        .permissions()
                        .contains(Permission.READ_CONFIGURATION)
                ? sluice.configurations()
                        .keys(call.actor(), call.organization())
                        .keys()
                : Map.of();
    }
}
