package org.deltacommons.foundation.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deltacommons.kernel.Actor;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the description of the API says besides what is read from the controllers: what it is, how
/// a machine signs in, and what each call does, in both languages, by the message
/// `api.<verb>.<path>`.
@Configuration
class ApiDescription {

    /// Where the calls begin; what else the server answers are pages, files of pages and feeds.
    private static final String PREFIX = "/api/v1/";

    private static final String OAUTH = "oauth2";
    private static final String SESSION = "session";

    static {
        // Who asks, and the address as it came, are the server's own to know.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Address.class);
    }

    @Bean
    GlobalOpenApiCustomizer apiInWords(
            Words words, @Value("${server.servlet.session.cookie.name:session}") String cookie) {
        Words english = words.in(Locale.ENGLISH);
        Words chinese = words.in(Locale.SIMPLIFIED_CHINESE);
        return api -> {
            describe(api, cookie, english, chinese);
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap()
                                    .forEach((verb, operation) ->
                                            say(operation, verb, path, english, chinese)));
        };
    }

    private static void describe(OpenAPI api, String cookie, Words english, Words chinese) {
        api.info(
                new Info()
                        .title(english.say("api.title"))
                        .version("v1")
                        .description(english.say("api.about") + "\n\n" + chinese.say("api.about"))
                        .license(new License().name("Apache-2.0")));
        Components components =
                api.getComponents() == null ? new Components() : api.getComponents();
        components.addSecuritySchemes(
                OAUTH,
                new SecurityScheme()
                        .type(SecurityScheme.Type.OAUTH2)
                        .description(english.say("api.oauth"))
                        .flows(
                                new OAuthFlows()
                                        .clientCredentials(
                                                new OAuthFlow()
                                                        .tokenUrl("/oauth2/token")
                                                        .scopes(new Scopes()))));
        components.addSecuritySchemes(
                SESSION,
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(cookie)
                        .description(english.say("api.session")));
        api.components(components);
        // Any of the three: what is public needs nobody.
        api.security(
                List.of(
                        new SecurityRequirement().addList(OAUTH),
                        new SecurityRequirement().addList(SESSION),
                        new SecurityRequirement()));
    }

    private static void say(
            Operation operation,
            PathItem.HttpMethod verb,
            String path,
            Words english,
            Words chinese) {
        String key = key(verb.name(), path);
        operation.summary(english.say(key)).description(chinese.say(key));
    }

    /// Such as `api.get.resources.id.free`.
    static String key(String verb, String path) {
        return ("api." + verb + "." + path.substring(PREFIX.length()))
                .replaceAll("[{}]", "")
                .replaceAll("[/.]+", ".")
                .toLowerCase(Locale.ROOT);
    }

    /// A list takes the filters of its page, whatever they are called there.
    @Bean
    GlobalOperationCustomizer filtersOfLists(Words words) {
        String about = words.in(Locale.ENGLISH).say("api.filters");
        return (operation, method) -> {
            boolean takes =
                    Arrays.stream(method.getMethodParameters())
                            .anyMatch(one -> one.getParameterType() == Address.class);
            return takes ? operation.addParametersItem(filters(about)) : operation;
        };
    }

    private static Parameter filters(String about) {
        return new Parameter()
                .name("filters")
                .in("query")
                .required(false)
                .style(Parameter.StyleEnum.FORM)
                .explode(true)
                .description(about)
                .schema(new ObjectSchema().additionalProperties(new StringSchema()));
    }
}
