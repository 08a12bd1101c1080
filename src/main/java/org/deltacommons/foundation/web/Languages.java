package org.deltacommons.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/// Chinese by default; English for those who asked by `?lang=en`, remembered in a cookie. Machines
/// without a cookie may ask the API by `Accept-Language`.
final class Languages extends CookieLocaleResolver implements HandlerInterceptor {

    static final String PARAMETER = "lang";

    Languages() {
        super(PARAMETER);
        setCookieMaxAge(Duration.ofDays(365));
        setCookieSameSite("Lax");
        setCookieHttpOnly(true);
        setRejectInvalidCookies(false);
        setDefaultLocaleFunction(request ->
                Problems.isApi(request)
                                && request.getHeader("Accept-Language") != null
                                && Messages.isEnglish(request.getLocale())
                        ? Locale.ENGLISH
                        : Locale.SIMPLIFIED_CHINESE);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        String asked = request.getParameter(PARAMETER);
        if (asked != null) {
            Locale locale = asked.startsWith("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            setLocale(request, response, locale);
            org.springframework.context.i18n.LocaleContextHolder.setLocale(locale);
        }
        return true;
    }
}
