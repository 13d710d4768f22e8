package io.sluice.promotion.spring.rest.matrix;

import io.sluice.promotion.transaction.Transactions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers a call that has this header as ever, in a unit of work that is rolled back: nothing came of it. */
record Undo(Transactions transactions) implements Filter {
    static final String HEADER = "Undo";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getHeader(HEADER) == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            transactions.required(() -> answered(request, response, chain));
        } catch (Undone done) {
            // As it should be.
        }
    }

    private static Object answered(ServletRequest request, ServletResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        throw new Undone();
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
