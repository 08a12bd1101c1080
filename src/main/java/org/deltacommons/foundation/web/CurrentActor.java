package org.deltacommons.foundation.web;

import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Who acts in this request. A controller simply takes an [Actor] as an argument.
public final class CurrentActor implements HandlerMethodArgumentResolver {

    /// Somebody who did not sign in is a visitor of Shanghai; it decides nothing, because a visitor
    /// reads only what is public.
    private static final Actor VISITOR = Actor.visitor(Province.SHANGHAI);

    public static Actor get() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            return VISITOR;
        }
        return switch (authentication.getPrincipal()) {
            case ActingPrincipal principal -> principal.actor();
            case null, default ->
                    authentication instanceof ActingPrincipal acting ? acting.actor() : VISITOR;
        };
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return get();
    }
}
