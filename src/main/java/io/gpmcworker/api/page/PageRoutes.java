package io.gpmcworker.api.page;

import io.gpmcworker.api.security.ApiConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Sends the page's files with the headers that keep others out, or not at all. */
@ApplicationScoped
class PageRoutes {

  private static final String FOLDER = "/page/";

  /** Where a report is shown in place: it is handed over by the page, and sealed off from it. */
  private static final String REPORT_FRAME = FOLDER + "report.html";

  private static final int BEFORE_THE_FILES = 100;

  private final ApiConfig config;

  PageRoutes(ApiConfig config) {
    this.config = config;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, BEFORE_THE_FILES);
  }

  private void filter(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.equals("/") && !path.equals("/index.html") && !path.startsWith(FOLDER)) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    if (!config.enabled()) {
      response.setStatusCode(404).end();
      return;
    }
    response
        .putHeader(
            ContentPolicy.HEADER,
            path.equals(REPORT_FRAME) ? ContentPolicy.REPORT : ContentPolicy.PAGE)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        // A newer worker has a newer page; what has not changed is answered by 304.
        .putHeader("Cache-Control", "no-cache");
    context.next();
  }
}
