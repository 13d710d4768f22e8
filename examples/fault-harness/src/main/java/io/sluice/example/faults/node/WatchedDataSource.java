package io.sluice.example.faults.node;

import io.sluice.example.faults.node.Moment.Kind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that sees which words its transactions write, as statements and as their parameters, and breaks the node
 * off around the commit of the one that writes the word that counts.
 */
final class WatchedDataSource {
    private WatchedDataSource() {}

    static DataSource of(DataSource target, Fuse fuse) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof Connection connection ? watched(connection, fuse) : result;
        });
    }

    private static Connection watched(Connection target, Fuse fuse) {
        AtomicBoolean written = new AtomicBoolean();
        return proxy(Connection.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "commit" -> {
                    return commit(target, fuse, written, method, arguments);
                }
                case "rollback" -> written.set(false);
                default -> look(arguments, fuse, written);
            }
            return statement(invoke(target, method, arguments), fuse, written);
        });
    }

    private static @Nullable Object commit(
            Connection target, Fuse fuse, AtomicBoolean written, Method method, Object @Nullable [] arguments)
            throws Throwable {
        boolean counts = written.getAndSet(false);
        if (counts) {
            fuse.at(Kind.BEFORE_COMMIT);
        }
        Object result = invoke(target, method, arguments);
        if (counts) {
            fuse.at(Kind.AFTER_COMMIT);
        }
        return result;
    }

    private static @Nullable Object statement(@Nullable Object made, Fuse fuse, AtomicBoolean written) {
        if (made instanceof CallableStatement) {
            return made;
        }
        if (made instanceof PreparedStatement prepared) {
            return proxy(PreparedStatement.class, watching(prepared, fuse, written));
        }
        return made instanceof Statement plain ? proxy(Statement.class, watching(plain, fuse, written)) : made;
    }

    private static InvocationHandler watching(Statement target, Fuse fuse, AtomicBoolean written) {
        return (self, method, arguments) -> {
            look(arguments, fuse, written);
            Object result = invoke(target, method, arguments);
            if (method.getName().startsWith("execute") && written.get()) {
                fuse.at(Kind.WRITTEN);
            }
            return result;
        };
    }

    private static void look(Object @Nullable [] arguments, Fuse fuse, AtomicBoolean written) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (argument instanceof String word && fuse.isAbout(word)) {
                    written.set(true);
                }
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            return switch (method.getName()) {
                case "equals" -> given != null && self == given[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> handler.invoke(self, method, given);
            };
        }));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
