package io.sluice.example.host;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests a running application and a browser. Both are started once and stopped after the last test: an application
 * without sample data, in which every test works with artifacts of its own.
 */
final class Hosts implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Hosts.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type.equals(RunningHost.class) || type.equals(Chromium.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Chromium.class)
                ? kept(context, "chromium", Chromium::new)
                : kept(context, "host", RunningHost::empty);
    }

    /** The store closes what can be closed, after the last test. */
    private static Object kept(ExtensionContext context, String name, Supplier<? extends AutoCloseable> start) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(name, key -> start.get());
    }
}
