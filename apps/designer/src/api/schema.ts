// Made from docs/api/openapi.json; do not edit.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process is alive */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                            version: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether everything that work needs is there: the database, its migrations, the queue, a worker. What is missing is said; `for=requests` asks only for what answering needs, since accepted work can wait */
        get: {
            parameters: {
                query?: {
                    for?: "work" | "requests";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first owner with the one-time link, and sign in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description From the link printed when the server starts. */
                        token: string;
                        name: string;
                        /** Format: email */
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {unknown} */
                            role: "viewer" | "operator" | "builder" | "admin" | "owner";
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            userId?: string;
                            tokenId?: string;
                            workspaceId: string;
                            /** @enum {unknown} */
                            role: "viewer" | "operator" | "builder" | "admin" | "owner";
                            name: string;
                            /** @description How the history names them. */
                            label: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Sign in with e-mail address and password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {unknown} */
                            role: "viewer" | "operator" | "builder" | "admin" | "owner";
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** End the session */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has an account here, and can be given work */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: {
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API tokens that work */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tokens: {
                                id: string;
                                name: string;
                                role: string;
                                createdAt: string;
                                lastUsedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Make an API token; it is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {unknown} */
                        role: "viewer" | "operator" | "builder" | "admin" | "owner";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            token: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything flows can be made of: connectors, their triggers and actions, with their schemas */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            connectors: {
                                id: string;
                                title: {
                                    en: string;
                                    fr: string;
                                };
                                description: {
                                    en: string;
                                    fr: string;
                                };
                                auth: {
                                    kind: string;
                                    /** @description JSON Schema */
                                    credentials: unknown;
                                    /** @description There where accounts are connected by consent. */
                                    scopes?: string[];
                                    signingSecret?: {
                                        en: string;
                                        fr: string;
                                    };
                                };
                                objects: {
                                    id: string;
                                    /** @description The fields that say which one, among those of an operation. */
                                    place: string[];
                                    /** @description An account may have fields besides: `POST /api/connections/:id/fields`. */
                                    discovers: boolean;
                                }[];
                                /** @description JSON Schema */
                                settings?: unknown;
                                endpoints?: {
                                    [key: string]: string;
                                };
                                triggers: {
                                    /** @description As a node’s `uses`. */
                                    id: string;
                                    version: number;
                                    title: {
                                        en: string;
                                        fr: string;
                                    };
                                    description: {
                                        en: string;
                                        fr: string;
                                    };
                                    /** @description JSON Schema */
                                    config: unknown;
                                    /** @description JSON Schema */
                                    output: unknown;
                                    sample: unknown;
                                    /** @description What it is derived from. */
                                    object?: string;
                                    webhook?: {
                                        secret: string;
                                    };
                                    poll?: {
                                        every: string;
                                    };
                                    fires?: string;
                                }[];
                                actions: {
                                    /** @description As a node’s `uses`. */
                                    id: string;
                                    version: number;
                                    title: {
                                        en: string;
                                        fr: string;
                                    };
                                    description: {
                                        en: string;
                                        fr: string;
                                    };
                                    /** @description JSON Schema */
                                    input: unknown;
                                    /** @description JSON Schema */
                                    output: unknown;
                                    /** @description `depends` when the settings of the node decide. */
                                    effect: string;
                                    /** @description What it is derived from. */
                                    object?: string;
                                    /** @description Most records in one call. */
                                    bulk?: number;
                                    scopes?: string[];
                                }[];
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the built-in stand-ins listen, on the machine of the server */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stand-ins, how many rows each of their tables has, and the connections that lead to them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            systems: {
                                id: string;
                                tables: {
                                    name: string;
                                    count: number;
                                }[];
                                connections: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                    /** Format: uuid */
                                    environmentId: string;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox/systems/{system}/tables/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Some rows of what a stand-in holds; secrets are taken out */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    offset?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    system: string;
                    table: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            total: number;
                            found: number;
                            /** @description Whether all rows were searched; else only the newest. */
                            all: boolean;
                            rows: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last calls to the stand-ins and the last events from them, newest first; secrets are taken out */
        get: {
            parameters: {
                query?: {
                    system?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            calls: {
                                id: string;
                                /** @description `out`: we called the stand-in. `in`: it sent us an event. */
                                direction: "out" | "in";
                                system: string;
                                /** @description ISO 8601 */
                                at: string;
                                method: string;
                                url: string;
                                body: string;
                                status: number | null;
                                durationMs: number | null;
                                answer: string | null;
                                fault: string | null;
                                event: string | null;
                                tries: number;
                                trouble: string | null;
                                flow: {
                                    id: string;
                                    name: string;
                                } | null;
                                runId: string | null;
                                recordId: string | null;
                                connection: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The faults that are switched on at the stand-ins */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                id: number | null;
                                system: string;
                                fault: string;
                                times: number | null;
                                rate: number | null;
                                met: number;
                                method: string | null;
                                path: string | null;
                                /** @description It has met all the calls it was to meet. */
                                over: boolean;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Switch on a fault of a stand-in, as its control API knows them (packages/sandbox/README.md) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        system: string;
                        fault: string;
                        times?: number;
                        rate?: number;
                        delayMs?: number;
                        retryAfterSeconds?: number;
                        method?: string;
                        path?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                id: number | null;
                                system: string;
                                fault: string;
                                times: number | null;
                                rate: number | null;
                                met: number;
                                method: string | null;
                                path: string | null;
                                /** @description It has met all the calls it was to meet. */
                                over: boolean;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Switch off one fault, those of one stand-in, or all */
        delete: {
            parameters: {
                query?: {
                    system?: string;
                    id?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                id: number | null;
                                system: string;
                                fault: string;
                                times: number | null;
                                rate: number | null;
                                met: number;
                                method: string | null;
                                path: string | null;
                                /** @description It has met all the calls it was to meet. */
                                over: boolean;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make something happen at a stand-in: a payment, a mail, a contact that somebody changed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        event: "stripe/payment" | "stripe/dispute" | "stripe/payout" | "gmail/message" | "mail/message" | "slack/message" | "google-sheets/row" | "zoho-crm/record" | "zoho-accounts/expire" | "google-accounts/expire";
                        with: {
                            [key: string]: (string | number | boolean | null) | string[] | {
                                [key: string]: string | number | boolean | null;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What the stand-in made of it. */
                            made: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put one stand-in, or all of them, back to the state after the start */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        system?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The environments, oldest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            environments: {
                                id: string;
                                name: string;
                                colour: string;
                                variables: {
                                    [key: string]: unknown;
                                };
                                testsRequired: boolean;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Make an environment */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description e.g. `sandbox`, `production`. */
                        name: string;
                        /** @enum {unknown} */
                        colour?: "violet" | "green" | "blue" | "amber" | "red" | "grey";
                        /** @description What expressions read as `env.<name>`. Not for secrets: everybody who sees a record may see them. */
                        variables?: {
                            [key: string]: unknown;
                        };
                        /** @description Flows go into service here only when all of their tests pass. */
                        testsRequired?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            colour: string;
                            variables: {
                                [key: string]: unknown;
                            };
                            testsRequired: boolean;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an environment without connections, to which nothing was ever deployed */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change an environment’s name, colour or variables (all of them) */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description e.g. `sandbox`, `production`. */
                        name?: string;
                        /** @enum {unknown} */
                        colour?: "violet" | "green" | "blue" | "amber" | "red" | "grey";
                        /** @description What expressions read as `env.<name>`. Not for secrets: everybody who sees a record may see them. */
                        variables?: {
                            [key: string]: unknown;
                        };
                        /** @description Flows go into service here only when all of their tests pass. */
                        testsRequired?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            colour: string;
                            variables: {
                                [key: string]: unknown;
                            };
                            testsRequired: boolean;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The connections, without their secrets */
        get: {
            parameters: {
                query?: {
                    environment?: string;
                    connector?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            connections: {
                                id: string;
                                environmentId: string;
                                connector: string;
                                name: string;
                                settings: {
                                    [key: string]: unknown;
                                };
                                endpoints: {
                                    [key: string]: string;
                                };
                                /** @description Which credentials are set; never their values. */
                                credentialFields: string[];
                                hasSigningSecrets: boolean;
                                isDefault: boolean;
                                revision: number;
                                /** @description To the minute. */
                                lastUsedAt: string | null;
                                /** @description Who we are there. */
                                account: string | null;
                                /** @description What the account allowed; null when the vendor does not say. */
                                grantedScopes: string[] | null;
                                tokenExpiresAt: string | null;
                                lastTest: {
                                    /** @description ISO 8601 */
                                    at: string;
                                    account?: string;
                                    failure?: unknown;
                                    /** @description The failure in the language of Accept-Language. */
                                    message?: string;
                                } | null;
                                lastConsent: {
                                    /** @description ISO 8601 */
                                    at: string;
                                    connected: boolean;
                                    failure?: unknown;
                                    /** @description The failure in the language of Accept-Language. */
                                    message?: string;
                                } | null;
                                /** @description ISO 8601 */
                                updatedAt: string;
                                hold: {
                                    reason: string;
                                    failure: unknown;
                                    /** @description The failure in the language of Accept-Language. */
                                    message?: string;
                                    /** @description ISO 8601 */
                                    since: string;
                                    until: string | null;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Connect an account in an environment */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        connector: string;
                        /** @description Name or id. */
                        environment: string;
                        name: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                        /** @description All credentials, as the connector’s schema asks for them; they replace those that were there. */
                        credentials?: {
                            [key: string]: string;
                        };
                        /** @description What webhooks are verified with: the current secret, and during a change the previous one. */
                        signingSecrets?: string[];
                        /** @description Replace the vendor’s addresses: credentials are sent there. */
                        endpoints?: {
                            api?: string;
                            authorize?: string;
                            token?: string;
                            revoke?: string;
                            upload?: string;
                            smtp?: string;
                            imap?: string;
                            sql?: string;
                        };
                        /** @description What unbound slots of this connector mean here. */
                        isDefault?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            environmentId: string;
                            connector: string;
                            name: string;
                            settings: {
                                [key: string]: unknown;
                            };
                            endpoints: {
                                [key: string]: string;
                            };
                            /** @description Which credentials are set; never their values. */
                            credentialFields: string[];
                            hasSigningSecrets: boolean;
                            isDefault: boolean;
                            revision: number;
                            /** @description To the minute. */
                            lastUsedAt: string | null;
                            /** @description Who we are there. */
                            account: string | null;
                            /** @description What the account allowed; null when the vendor does not say. */
                            grantedScopes: string[] | null;
                            tokenExpiresAt: string | null;
                            lastTest: {
                                /** @description ISO 8601 */
                                at: string;
                                account?: string;
                                failure?: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                            } | null;
                            lastConsent: {
                                /** @description ISO 8601 */
                                at: string;
                                connected: boolean;
                                failure?: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                            } | null;
                            /** @description ISO 8601 */
                            updatedAt: string;
                            hold: {
                                reason: string;
                                failure: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                                /** @description ISO 8601 */
                                since: string;
                                until: string | null;
                            } | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection, without its secrets: its health, what uses it, and what it was granted */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            environmentId: string;
                            connector: string;
                            name: string;
                            settings: {
                                [key: string]: unknown;
                            };
                            endpoints: {
                                [key: string]: string;
                            };
                            /** @description Which credentials are set; never their values. */
                            credentialFields: string[];
                            hasSigningSecrets: boolean;
                            isDefault: boolean;
                            revision: number;
                            /** @description To the minute. */
                            lastUsedAt: string | null;
                            /** @description Who we are there. */
                            account: string | null;
                            /** @description What the account allowed; null when the vendor does not say. */
                            grantedScopes: string[] | null;
                            tokenExpiresAt: string | null;
                            lastTest: {
                                /** @description ISO 8601 */
                                at: string;
                                account?: string;
                                failure?: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                            } | null;
                            lastConsent: {
                                /** @description ISO 8601 */
                                at: string;
                                connected: boolean;
                                failure?: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                            } | null;
                            /** @description ISO 8601 */
                            updatedAt: string;
                            hold: {
                                reason: string;
                                failure: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                                /** @description ISO 8601 */
                                since: string;
                                until: string | null;
                            } | null;
                        } & {
                            /** @description What works through it. */
                            flows: {
                                id: string;
                                name: string;
                                /** @description In service; else only the draft uses it. */
                                deployed: boolean;
                            }[];
                            /** @description What the connector and these flows need. */
                            neededScopes: string[];
                            /** @description Where the vendor sends what happens, for all flows of this connection at once; null where each trigger has an address of its own, and for those who do not set flows up. */
                            deliveries: string | null;
                            /** @description What of it was not granted: reconnect. */
                            missingScopes: string[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a connection that no flow is bound to */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a connection; what is left out stays */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                        /** @description All credentials, as the connector’s schema asks for them; they replace those that were there. */
                        credentials?: {
                            [key: string]: string;
                        };
                        /** @description What webhooks are verified with: the current secret, and during a change the previous one. */
                        signingSecrets?: string[];
                        /** @description Replace the vendor’s addresses: credentials are sent there. */
                        endpoints?: {
                            api?: string;
                            authorize?: string;
                            token?: string;
                            revoke?: string;
                            upload?: string;
                            smtp?: string;
                            imap?: string;
                            sql?: string;
                        };
                        /** @description What unbound slots of this connector mean here. */
                        isDefault?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            environmentId: string;
                            connector: string;
                            name: string;
                            settings: {
                                [key: string]: unknown;
                            };
                            endpoints: {
                                [key: string]: string;
                            };
                            /** @description Which credentials are set; never their values. */
                            credentialFields: string[];
                            hasSigningSecrets: boolean;
                            isDefault: boolean;
                            revision: number;
                            /** @description To the minute. */
                            lastUsedAt: string | null;
                            /** @description Who we are there. */
                            account: string | null;
                            /** @description What the account allowed; null when the vendor does not say. */
                            grantedScopes: string[] | null;
                            tokenExpiresAt: string | null;
                            lastTest: {
                                /** @description ISO 8601 */
                                at: string;
                                account?: string;
                                failure?: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                            } | null;
                            lastConsent: {
                                /** @description ISO 8601 */
                                at: string;
                                connected: boolean;
                                failure?: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                            } | null;
                            /** @description ISO 8601 */
                            updatedAt: string;
                            hold: {
                                reason: string;
                                failure: unknown;
                                /** @description The failure in the language of Accept-Language. */
                                message?: string;
                                /** @description ISO 8601 */
                                since: string;
                                until: string | null;
                            } | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/connections/{id}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much of what its vendor allows a connection uses at the moment, and who waits for a turn */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description One for each rule; empty when the connector declares none. */
                            gauges: {
                                /** @description Which calls it counts; null: all that have no rule of their own. */
                                rule: string | null;
                                /** @description Calls allowed in `perMs`, as declared or as learned since. */
                                limit: number;
                                declared: number;
                                perMs: number;
                                atOnce: number | null;
                                /** @description Calls of the last `perMs`, by all flows and processes. */
                                used: number;
                                /** @description Of these, for webhooks and what was started by hand. */
                                usedLive: number;
                                waitingLive: number;
                                waitingBulk: number;
                                heldUntil: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a connection: a worker makes a cheap call with it. One that works is held no longer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Who we are there. */
                            account: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What can be picked from the account: channels, sheets, modules, by the `choices` of a field */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        search?: string;
                        /** @description Of the page before. */
                        cursor?: unknown;
                        /** @description What is filled in beside it already. */
                        with?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            choices: {
                                value: string;
                                label: string;
                            }[];
                            cursor?: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The fields that only this account has: custom fields, columns of a sheet */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        object: string;
                        /** @description Which one, as the object’s `place` says. */
                        place?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                name: string;
                                title: string;
                                /** @description JSON Schema */
                                schema: unknown;
                                custom: boolean;
                                required?: boolean;
                                readOnly?: boolean;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to connect an account by the vendor’s consent page */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Open it in a browser: of the vendor, or for a token’s request of this server. It works once. */
                            address: string;
                            /** @description ISO 8601 */
                            expiresAt: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an account’s access back: the vendor is told where it can be, and its tokens are forgotten */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The vendor has taken the access back. */
                            told: boolean;
                            /** @description Why it could not be told. */
                            failure?: unknown;
                            /** @description The same as a sentence. */
                            message?: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The OAuth clients that accounts are connected with, without their secrets */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What to register with the vendor. */
                            redirectUri: string;
                            clients: {
                                connector: string;
                                clientId: string;
                                hasSecret: boolean;
                                /** @description `environment`: the variables of the server’s process. */
                                from: "workspace" | "environment";
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/clients/{connector}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the OAuth client of a connector; its secret cannot be read back */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    connector: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        clientId: string;
                        clientSecret?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Remove the OAuth client of a connector */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    connector: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The flows, a page at a time, with how they are doing */
        get: {
            parameters: {
                query?: {
                    archived?: boolean;
                    /** @description In name, id, owner and tags. */
                    search?: string;
                    tag?: string;
                    sort?: "name" | "changed" | "lastRun" | "nextRun" | "failures";
                    order?: "asc" | "desc";
                    page?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            flows: {
                                id: string;
                                name: string;
                                /** @description Grows with each save; send it back when you save. */
                                revision: number;
                                /** @description ISO 8601 */
                                updatedAt: string;
                                updatedBy: string | null;
                                archivedAt: string | null;
                                owner: string | null;
                                tags: string[];
                                apps: string[];
                                deployments: {
                                    environmentId: string;
                                    version: number;
                                    active: boolean;
                                }[];
                                lastRun: {
                                    id: string;
                                    environmentId: string;
                                    /** @enum {unknown} */
                                    status: "running" | "succeeded" | "partial" | "failed" | "cancelled";
                                    /** @description ISO 8601 */
                                    startedAt: string;
                                } | null;
                                /** @description The next time its clock or its poll is due, in any environment. */
                                nextRun: {
                                    /** @enum {unknown} */
                                    kind: "webhook" | "schedule" | "poll" | "manual" | "subflow";
                                    environmentId: string;
                                    /** @description ISO 8601 */
                                    at: string;
                                } | null;
                                /** @description How it is started where it is in service. */
                                startedBy: ("webhook" | "schedule" | "poll" | "manual" | "subflow")[];
                                /** @description Failures that wait for somebody. */
                                openFailures: number;
                            }[];
                            /** @description Of all pages. */
                            total: number;
                            /** @description Of all flows, the most used first. */
                            tags: {
                                tag: string;
                                count: number;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Create a flow, or import one that was exported */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A flow document: see flows/flow.schema.json. */
                        document: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            revision: number;
                            problems: {
                                code: string;
                                path: string;
                                params: {
                                    [key: string]: unknown;
                                };
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                node?: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow’s draft */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            /** @description Grows with each save; send it back when you save. */
                            revision: number;
                            /** @description ISO 8601 */
                            updatedAt: string;
                            updatedBy: string | null;
                            archivedAt: string | null;
                            /** @description A flow document: see flows/flow.schema.json. */
                            document: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Save a flow’s draft; refused with 409 when somebody saved a newer one */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The revision you started from. */
                        revision: number;
                        /** @description A flow document: see flows/flow.schema.json. */
                        document: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revision: number;
                            problems: {
                                code: string;
                                path: string;
                                params: {
                                    [key: string]: unknown;
                                };
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                node?: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Archive a flow; its versions and runs stay, and it can be brought back */
        delete: {
            parameters: {
                query?: {
                    /** @description Take it out of service everywhere first; else it must be in service nowhere. */
                    stop?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring an archived flow back, as a draft that is in service nowhere */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete an archived flow for ever: drafts, versions, tests, addresses; its runs stay until they are old enough */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Its id, typed by a person; needed when it was ever in service. */
                        named?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A copy of a flow’s draft under another name, with its tests and the connections of its slots; in service nowhere */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow as a file: canonical JSON, the same bytes for the same flow */
        get: {
            parameters: {
                query?: {
                    /** @description Absent: the draft. */
                    version?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A flow document: see flows/flow.schema.json. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Several drafts with their tests as one archive, laid out as the folder `flows/` */
        get: {
            parameters: {
                query: {
                    /** @description Up to 200, with commas between. */
                    ids: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The documentation of a flow, made from the flow itself: sections of words, tables and a picture */
        get: {
            parameters: {
                query?: {
                    /** @description Absent: the draft. */
                    version?: number;
                    /** @description Absent: as `Accept-Language` says. */
                    language?: "en" | "fr";
                    /** @description The reader’s time zone. */
                    zone?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description `FlowPage` of packages/runtime/src/flow-page/page.ts. */
                            page: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/document.md": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The documentation of a flow as Markdown */
        get: {
            parameters: {
                query?: {
                    /** @description Absent: the draft. */
                    version?: number;
                    /** @description Absent: as `Accept-Language` says. */
                    language?: "en" | "fr";
                    /** @description The reader’s time zone. */
                    zone?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with a flow; with an environment, also with its connections there */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        environment?: string;
                        /** @description A flow document: see flows/flow.schema.json. */
                        document?: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problems: {
                                code: string;
                                path: string;
                                params: {
                                    [key: string]: unknown;
                                };
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                node?: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow’s versions, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            versions: {
                                version: number;
                                digest: string;
                                note: string | null;
                                /** @description ISO 8601 */
                                createdAt: string;
                                createdBy: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a flow; it never changes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            /** @description A flow document: see flows/flow.schema.json. */
                            document: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier version the draft again; what the draft held becomes a version, so nothing is lost */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @description The revision of the draft you have seen. */
                        revision: number;
                        /** @description For the version that the draft becomes. */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revision: number;
                            /** @description The version that holds what the draft held. */
                            kept: number | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the newest records of an environment would do differently with the draft, or another version; nothing is called */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Name or id. */
                        environment: string;
                        /** @description Absent: the draft. */
                        version?: number;
                        /** @default 20 */
                        count?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The version in service, which it is compared with. */
                            live: number;
                            /** @description Newest first; without changes where nothing would be different. */
                            records: {
                                id: string;
                                runId: string;
                                key: string | null;
                                /** @description ISO 8601 */
                                at: string;
                                ends: {
                                    /** @description The state it would end in. */
                                    before?: string;
                                    after?: string;
                                    /** @description Why it would fail. */
                                    message?: string;
                                }[];
                                calls: {
                                    node: string;
                                    /** @enum {unknown} */
                                    change: "added" | "removed" | "changed";
                                    /** @description It changes nothing outside. */
                                    reads: boolean;
                                    fields: {
                                        path: string;
                                        /** @description JSON, cut where it is long. */
                                        before?: string;
                                        after?: string;
                                    }[];
                                }[];
                                answer: {
                                    path: string;
                                    /** @description JSON, cut where it is long. */
                                    before?: string;
                                    after?: string;
                                }[];
                            }[];
                            /** @description Records there was no time for. */
                            late: number;
                            /** @description Records left out for their size. */
                            tooLarge: number;
                            /** @description Steps nobody recorded an answer of: they gave an example. */
                            guessed: string[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tests of a flow, by name; at most 100 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tests: {
                                id: string;
                                /** @description What it shows. */
                                name: string;
                                /** @description Grows with each save; send it back when you save. */
                                revision: number;
                                /** @description ISO 8601 */
                                updatedAt: string;
                                updatedBy: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Add a test to a flow, or import one from a file */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            /** @description `id`: refused if it is taken; absent: made of the name. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A test of a flow: see flows/flow-test.schema.json. */
                        document: unknown;
                        id?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            revision: number;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/tests/{test}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A test of a flow */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    test: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description What it shows. */
                            name: string;
                            /** @description Grows with each save; send it back when you save. */
                            revision: number;
                            /** @description ISO 8601 */
                            updatedAt: string;
                            updatedBy: string;
                            /** @description A test of a flow: see flows/flow-test.schema.json. */
                            document: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Change a test of a flow; refused with 409 when somebody saved a newer one */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    test: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The revision you started from. */
                        revision: number;
                        /** @description A test of a flow: see flows/flow-test.schema.json. */
                        document: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revision: number;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a test of a flow */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    test: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/tests/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run tests of a flow against its draft, or an earlier version; nothing is called */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Absent: all. */
                        tests?: string[];
                        /** @description Absent: the draft. */
                        version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            results: {
                                id: string;
                                name: string;
                                passed: boolean;
                                /** @description What is not as expected, a sentence each. */
                                messages: string[];
                                /** @description The `expect` of the test. */
                                expected: unknown;
                                /** @description What would have to be expected for it to pass; absent when it could not be run. */
                                actual?: unknown;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a test of what a record did: its data, the answers it was given, what was sent for it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What the test shows, as a sentence. */
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            flowId: string;
                            test: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a flow is or was in service */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deployments: {
                                environmentId: string;
                                version: number;
                                active: boolean;
                                /** @description ISO 8601 */
                                deployedAt: string;
                                deployedBy: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a flow’s draft, or an earlier version, into service in an environment; some ask for tests that pass */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Name or id. */
                        environment: string;
                        version?: number;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            problems: {
                                code: string;
                                path: string;
                                params: {
                                    [key: string]: unknown;
                                };
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                node?: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/undeploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a flow out of service in an environment; what is under way ends, addresses and cursors are kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Name or id. */
                        environment: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told what; addresses are never shown whole */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hooks: {
                                id: string;
                                event: string;
                                host: string;
                                /** @description ISO 8601 */
                                createdAt: string;
                                takenAt: string | null;
                                /** @description How often in a row it was not there. */
                                missed: number;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Be told when flows publish an event (REST hooks: Zapier, Make, n8n) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The address by one of its usual names. Whatever else is sent is left unread. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description As the flow names it. */
                        event: string;
                        hookUrl?: string;
                        targetUrl?: string;
                        target_url?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            event: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Be told no more; asked twice it is the same */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a flow by hand with one record, or with several */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Name. */
                        environment: string;
                        /** @description One record. */
                        input?: unknown;
                        inputs?: unknown[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            recordIds: string[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flows to begin with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            templates: {
                                id: string;
                                title: {
                                    en: string;
                                    fr: string;
                                };
                                description: {
                                    en: string;
                                    fr: string;
                                };
                                tags: string[];
                                /** @description What its steps use. */
                                apps: {
                                    id: string;
                                    title: {
                                        en: string;
                                        fr: string;
                                    };
                                }[];
                                /** @description What one needs an account for. */
                                connections: {
                                    slot: string;
                                    connector: string;
                                }[];
                                tests: string[];
                                /** @description `FlowPicture` of packages/runtime/src/flow-page/draw-flow.ts. */
                                picture: unknown;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{id}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A draft made from a template, with its connection slots, its tests and its samples, in the reader’s language */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The samples of a flow’s steps, newest first; at most 50 of a step */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            samples: {
                                id: string;
                                node: string;
                                /** @description Empty: it has none. */
                                name: string;
                                /** @enum {unknown} */
                                origin: "webhook" | "poll" | "run" | "pasted" | "example";
                                /** @description Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done. */
                                pinned: boolean;
                                /** @description Bytes. */
                                size: number;
                                /** @description ISO 8601 */
                                takenAt: string;
                                takenBy: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Keep a sample of a step; secrets are taken out of it by the names of their fields */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Id of the step. */
                        node: string;
                        name?: string;
                        /**
                         * @default pasted
                         * @enum {unknown}
                         */
                        origin?: "pasted" | "example";
                        /** @description What the step gives: for a trigger, one record. */
                        data: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            node: string;
                            /** @description Empty: it has none. */
                            name: string;
                            /** @enum {unknown} */
                            origin: "webhook" | "poll" | "run" | "pasted" | "example";
                            /** @description Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done. */
                            pinned: boolean;
                            /** @description Bytes. */
                            size: number;
                            /** @description ISO 8601 */
                            takenAt: string;
                            takenBy: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/samples/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a sample of an earlier record: of what the trigger brought, or of what a step gave */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        record: string;
                        /** @description Id of the step. */
                        node: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            node: string;
                            /** @description Empty: it has none. */
                            name: string;
                            /** @enum {unknown} */
                            origin: "webhook" | "poll" | "run" | "pasted" | "example";
                            /** @description Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done. */
                            pinned: boolean;
                            /** @description Bytes. */
                            size: number;
                            /** @description ISO 8601 */
                            takenAt: string;
                            takenBy: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/samples/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a page of a trigger’s account and keep it as samples; nothing runs, and the flow reads it again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A flow document: see flows/flow.schema.json. */
                        document: unknown;
                        /** @description Id of the step. */
                        node: string;
                        /** @description Name or id. */
                        environment: string;
                        /** @description Of the page before: reads what has changed since. */
                        cursor?: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            samples: {
                                id: string;
                                node: string;
                                /** @description Empty: it has none. */
                                name: string;
                                /** @enum {unknown} */
                                origin: "webhook" | "poll" | "run" | "pasted" | "example";
                                /** @description Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done. */
                                pinned: boolean;
                                /** @description Bytes. */
                                size: number;
                                /** @description ISO 8601 */
                                takenAt: string;
                                takenBy: string;
                            }[];
                            /** @description What could not be kept: no room, or too large. */
                            left: number;
                            cursor: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/samples/listen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait for one delivery at an address of its own: it is judged as the flow’s would be, kept as a sample, and not run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A flow document: see flows/flow.schema.json. */
                        document: unknown;
                        /** @description Id of the step. */
                        node: string;
                        /** @description Name or id. */
                        environment: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            url: string;
                            /** @description ISO 8601 */
                            until: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sample-listeners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a delivery has come to an address that waits for one */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            state: "waiting" | "caught" | "over";
                            /** @description ISO 8601 */
                            until: string;
                            sampleIds: string[];
                            /** @description Why the last delivery was not taken; the next one still may be. */
                            refusal: {
                                /** @enum {unknown} */
                                kind: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                /** @description Stable, dotted, e.g. `http.timeout`; the key of the sentence in the catalogues. */
                                code: string;
                                /** @description What the sentence needs; already redacted. */
                                params: {
                                    [key: string]: unknown;
                                };
                                /** @description Where: a path inside the flow or the record, e.g. `create-order › customer.email`. */
                                at?: string;
                                /** @description The other side asked us to wait this long (milliseconds). */
                                retryAfterMs?: number;
                                /** @description The call may have been carried out although we saw it fail (time-out, lost answer). */
                                uncertain?: boolean;
                                message: string;
                            } | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Wait no longer: the address is gone */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/samples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sample, with its data */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            node: string;
                            /** @description Empty: it has none. */
                            name: string;
                            /** @enum {unknown} */
                            origin: "webhook" | "poll" | "run" | "pasted" | "example";
                            /** @description Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done. */
                            pinned: boolean;
                            /** @description Bytes. */
                            size: number;
                            /** @description ISO 8601 */
                            takenAt: string;
                            takenBy: string;
                            flowId: string;
                            data: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a sample */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a sample, pin it, or take the pin off */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description `alone`: no other sample of the step stays pinned. */
                        pinned?: boolean | "alone";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            node: string;
                            /** @description Empty: it has none. */
                            name: string;
                            /** @enum {unknown} */
                            origin: "webhook" | "poll" | "run" | "pasted" | "example";
                            /** @description Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done. */
                            pinned: boolean;
                            /** @description Bytes. */
                            size: number;
                            /** @description ISO 8601 */
                            takenAt: string;
                            takenBy: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/flows/{id}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a draft on samples: with every effect held back, or for real as a run of its own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A flow document: see flows/flow.schema.json. */
                        document: unknown;
                        /** @description Name or id. */
                        environment: string;
                        samples: ({
                            /** Format: uuid */
                            id: string;
                        } | {
                            data: unknown;
                        })[];
                        /** @description Id of the step. */
                        node?: string;
                        /** @description Of the steps before `node`, those that would change something are not done. */
                        only?: boolean;
                        /**
                         * @default held
                         * @enum {unknown}
                         */
                        mode?: "held" | "sandbox" | "real";
                        /** @description Real accounts may be reached. */
                        confirm?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            held?: {
                                records: {
                                    id: string;
                                    /** @description Of the sample that it came from. */
                                    index: number;
                                    /** @description A split made it of this one. */
                                    parentId?: string;
                                    /** @description An aggregate made it of all. */
                                    gathered?: boolean;
                                    key?: string;
                                    /** @enum {unknown} */
                                    state: "waiting" | "succeeded" | "filtered" | "failed" | "inDoubt" | "cancelled";
                                    /** @enum {unknown} */
                                    waitReason?: "turn" | "retry" | "held" | "time" | "group" | "subflow" | "lane" | "approval";
                                    /** @description Where it ended or waits. */
                                    node?: string;
                                    failure?: {
                                        kind: string;
                                        code: string;
                                        message: string;
                                    };
                                    /** @description The steps it came to, in order. */
                                    visited: string[];
                                    /** @description What each step gave. */
                                    values: {
                                        [key: string]: unknown;
                                    };
                                    answer?: unknown;
                                }[];
                                calls: {
                                    record: string;
                                    node: string;
                                    uses: string;
                                    effect: string;
                                    /** @description From 1; grows with each try. */
                                    n: number;
                                    /** @description What would have been sent. */
                                    input: unknown;
                                    failure?: {
                                        kind: string;
                                        code: string;
                                        message: string;
                                    };
                                }[];
                                skippedWaits: string[];
                                /** @description Steps at which a person would have been asked. */
                                answeredApprovals: string[];
                                /** @description Steps that were not done at all, and where what they gave came from. */
                                replaced: {
                                    [key: string]: "pinned" | "example";
                                };
                                env: {
                                    [key: string]: unknown;
                                };
                            };
                            run?: {
                                runId: string;
                                recordIds: string[];
                            };
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/bindings/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The connections in the slots of a flow’s draft */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    environment: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            slots: {
                                slot: string;
                                connector: string;
                                connection: {
                                    id: string;
                                    name: string;
                                    connector: string;
                                    /** @description Chosen for this flow; else the environment’s default. */
                                    explicit: boolean;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/bindings/{environment}/{slot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the connection of a flow’s slot in an environment; null goes back to the default */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    environment: string;
                    slot: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        connectionId: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The triggers of deployed flows: address, next time due, last result */
        get: {
            parameters: {
                query?: {
                    flow?: string;
                    environment?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            triggers: {
                                id: string;
                                flowId: string;
                                environmentId: string;
                                node: string;
                                uses: string;
                                /** @enum {unknown} */
                                kind: "webhook" | "schedule" | "poll" | "manual" | "subflow";
                                active: boolean;
                                /** @description Where a webhook is sent to. */
                                address: string | null;
                                connectionId: string | null;
                                everyMs: number | null;
                                nextDueAt: string | null;
                                lastFiredAt: string | null;
                                lastResult: unknown;
                                /** @description What its vendor was asked to send us, where it has to be asked. */
                                subscription: {
                                    /** @enum {unknown} */
                                    status: "wanted" | "standing" | "leaving";
                                    expiresAt: string | null;
                                    /** @description How often it has failed since it last went well. */
                                    tries: number;
                                    failure: {
                                        /** @enum {unknown} */
                                        kind: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                        /** @description Stable, dotted, e.g. `http.timeout`; the key of the sentence in the catalogues. */
                                        code: string;
                                        /** @description What the sentence needs; already redacted. */
                                        params: {
                                            [key: string]: unknown;
                                        };
                                        /** @description Where: a path inside the flow or the record, e.g. `create-order › customer.email`. */
                                        at?: string;
                                        /** @description The other side asked us to wait this long (milliseconds). */
                                        retryAfterMs?: number;
                                        /** @description The call may have been carried out although we saw it fail (time-out, lost answer). */
                                        uncertain?: boolean;
                                    } | null;
                                    nextAt: string | null;
                                } | null;
                                /** @description Stretches of time that nobody can read any more, the latest first. */
                                lost: {
                                    from: string;
                                    to: string;
                                    /** @description When it was noticed. */
                                    at: string;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A trigger without its address: when it was and will be evaluated, how far it has read, and why it did not run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            flowId: string;
                            environmentId: string;
                            node: string;
                            uses: string;
                            /** @enum {unknown} */
                            kind: "webhook" | "schedule" | "poll" | "manual" | "subflow";
                            /** @enum {unknown} */
                            deployed: "yes" | "paused" | "no";
                            version: number | null;
                            connectionId: string | null;
                            everyMs: number | null;
                            schedule: {
                                cron: string;
                                timezone: string;
                                missed: string;
                                overlap: string;
                            } | null;
                            lastFiredAt: string | null;
                            nextDueAt: string | null;
                            /** @description Its runs that have not ended. */
                            running: number;
                            /** @description What its last reading said went wrong. */
                            lastMessage: string | null;
                            /** @description How far it has read. */
                            cursor: unknown;
                            subscription: {
                                /** @enum {unknown} */
                                status: "wanted" | "standing" | "leaving";
                                expiresAt: string | null;
                                nextAt: string | null;
                                tries: number;
                                message: string | null;
                            } | null;
                            lost: {
                                from: string;
                                to: string;
                                at: string;
                            }[];
                            why: {
                                /** @enum {unknown} */
                                code: "notInService" | "paused" | "noWorker" | "held" | "readingFailed" | "late" | "notSubscribed" | "subscriptionFailed" | "lost" | "overlap" | "queueFull" | "missed" | "queued" | "silent" | "nothingYet";
                                /** @enum {unknown} */
                                weight: "stops" | "explains";
                                /** @description ISO 8601 */
                                at?: string;
                                count?: number;
                                hours?: number;
                                message?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trigger-states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The triggers of flows without their addresses: when each fired last and is due next */
        get: {
            parameters: {
                query?: {
                    flow?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            triggers: {
                                id: string;
                                flowId: string;
                                environmentId: string;
                                node: string;
                                uses: string;
                                /** @enum {unknown} */
                                kind: "webhook" | "schedule" | "poll" | "manual" | "subflow";
                                active: boolean;
                                everyMs: number | null;
                                nextDueAt: string | null;
                                lastFiredAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next 20 times of a schedule, and what became of the last 20 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            timezone: string | null;
                            next: string[];
                            past: {
                                /** @description ISO 8601 */
                                scheduledAt: string;
                                /** @enum {unknown} */
                                outcome: "fired" | "queued" | "skipped";
                                reason: string | null;
                                runId: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The morning’s look: what needs somebody now, and how the last hours or days went */
        get: {
            parameters: {
                query?: {
                    environment?: string;
                    range?: "1h" | "24h" | "7d" | "30d";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description ISO 8601 */
                            from: string;
                            /** @description ISO 8601 */
                            to: string;
                            stepMs: number;
                            needs: {
                                openGroups: number;
                                openFailures: number;
                                inDoubt: number;
                                /** @description Records that wait for a person to decide. */
                                toReview: {
                                    open: number;
                                    overdue: number;
                                };
                                /** @description Those that something came to last; the inbox has all. */
                                groups: {
                                    fingerprint: string;
                                    flowId: string;
                                    node: string;
                                    count: number;
                                    /** @description ISO 8601 */
                                    lastAt: string;
                                    message: string;
                                }[];
                                held: {
                                    connectionId: string;
                                    name: string;
                                    connector: string;
                                    environmentId: string;
                                    /**
                                     * @description `auth`: a person has to reconnect it.
                                     * @enum {unknown}
                                     */
                                    reason: "auth" | "rateLimited" | "breaker";
                                    message: string;
                                    /** @description ISO 8601 */
                                    since: string;
                                    /** @description When it is tried again by itself; null: after a person has acted. */
                                    nextTryAt: string | null;
                                    /** @description Records that wait behind it. */
                                    waiting: number;
                                    waitingSince: string | null;
                                    flows: {
                                        flowId: string;
                                        waiting: number;
                                    }[];
                                }[];
                                late: {
                                    id: string;
                                    flowId: string;
                                    node: string;
                                    kind: string;
                                    /** @description ISO 8601 */
                                    dueAt: string;
                                    /** @description What its last reading said went wrong. */
                                    message: string | null;
                                }[];
                                silent: {
                                    flowId: string;
                                    environmentId: string;
                                    /** @description Records that usually come in these hours. */
                                    usual: number;
                                    hours: number;
                                }[];
                            };
                            /** @description By the time their run began; steps in which nothing came are absent. */
                            records: {
                                /** @description ISO 8601 */
                                at: string;
                                runs: number;
                                total: number;
                                waiting: number;
                                succeeded: number;
                                filtered: number;
                                failed: number;
                                inDoubt: number;
                                cancelled: number;
                            }[];
                            failures: {
                                flowId: string;
                                /** @enum {unknown} */
                                kind: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                count: number;
                            }[];
                            /** @description Milliseconds from acceptance to the end, of a sample of each step. */
                            latency: {
                                /** @description ISO 8601 */
                                at: string;
                                sampled: number;
                                median: number;
                                p95: number;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections that are broken or throttled, and the work that waits behind them; it goes on by itself */
        get: {
            parameters: {
                query?: {
                    connection?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            held: {
                                connectionId: string;
                                name: string;
                                connector: string;
                                environmentId: string;
                                /**
                                 * @description `auth`: a person has to reconnect it.
                                 * @enum {unknown}
                                 */
                                reason: "auth" | "rateLimited" | "breaker";
                                message: string;
                                /** @description ISO 8601 */
                                since: string;
                                /** @description When it is tried again by itself; null: after a person has acted. */
                                nextTryAt: string | null;
                                /** @description Records that wait behind it. */
                                waiting: number;
                                waitingSince: string | null;
                                flows: {
                                    flowId: string;
                                    waiting: number;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/journey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an e-mail address, a number or an id came by: every record it was in, across all flows, newest first */
        get: {
            parameters: {
                query: {
                    q: string;
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            records: {
                                recordId: string;
                                rootId: string | null;
                                runId: string;
                                flowId: string;
                                version: number;
                                environmentId: string;
                                key: string | null;
                                /** @enum {unknown} */
                                state: "waiting" | "succeeded" | "filtered" | "failed" | "inDoubt" | "cancelled";
                                node: string | null;
                                settledAt: string | null;
                                /** @description What the record came with says it. */
                                came: boolean;
                                /** @description Calls whose answer says it. */
                                calls: {
                                    node: string;
                                    /** @description ISO 8601 */
                                    at: string;
                                }[];
                            }[];
                            /** @description There are more; only some of the newest days are here. */
                            more: boolean;
                            /** @description By how much the index is behind what is done; 0 when it has all. */
                            behindMs: number;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, newest first */
        get: {
            parameters: {
                query?: {
                    flow?: string;
                    environment?: string;
                    status?: "running" | "succeeded" | "partial" | "failed" | "cancelled";
                    cause?: "webhook" | "schedule" | "poll" | "manual" | "subflow" | "replay" | "trial";
                    trigger?: string;
                    /** @description Begun then or later. */
                    from?: string;
                    /** @description Begun before. */
                    to?: string;
                    /** @description A run, one of its records, or part of a flow’s name. */
                    search?: string;
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runs: {
                                id: string;
                                flowId: string;
                                version: number;
                                environmentId: string;
                                triggerId: string | null;
                                cause: string;
                                /** @description The record whose subflow this is. */
                                parentRecordId: string | null;
                                /** @description The run that this one repeats. */
                                replayOf: string | null;
                                /** @enum {unknown} */
                                status: "running" | "succeeded" | "partial" | "failed" | "cancelled";
                                counters: {
                                    total: number;
                                    waiting: number;
                                    succeeded: number;
                                    filtered: number;
                                    failed: number;
                                    inDoubt: number;
                                    cancelled: number;
                                };
                                /** @description ISO 8601 */
                                startedAt: string;
                                endedAt: string | null;
                                cancelledAt: string | null;
                            }[];
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run with its counters */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            flowId: string;
                            version: number;
                            environmentId: string;
                            triggerId: string | null;
                            cause: string;
                            /** @description The record whose subflow this is. */
                            parentRecordId: string | null;
                            /** @description The run that this one repeats. */
                            replayOf: string | null;
                            /** @enum {unknown} */
                            status: "running" | "succeeded" | "partial" | "failed" | "cancelled";
                            counters: {
                                total: number;
                                waiting: number;
                                succeeded: number;
                                filtered: number;
                                failed: number;
                                inDoubt: number;
                                cancelled: number;
                            };
                            /** @description ISO 8601 */
                            startedAt: string;
                            endedAt: string | null;
                            cancelledAt: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the records of a run are: at which nodes, by which edges, behind which connections */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            stops: {
                                /** @description Null: not begun, or none is known. */
                                node: string | null;
                                /** @enum {unknown} */
                                state: "waiting" | "succeeded" | "filtered" | "failed" | "inDoubt" | "cancelled";
                                reason: ("turn" | "retry" | "held" | "time" | "group" | "subflow" | "lane" | "approval") | null;
                                count: number;
                            }[];
                            /** @description Records that went by an edge. Of which it is not known are absent. */
                            edges: {
                                from: string;
                                port?: string;
                                to: string;
                                count: number;
                            }[];
                            held: {
                                connectionId: string;
                                count: number;
                                /** @description ISO 8601 */
                                since: string;
                            }[];
                            nextDueAt: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in a run and when, latest last: calls together where they were made together, failures, waits, what people did */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: {
                                /** @description ISO 8601 */
                                at: string;
                                /** @enum {unknown} */
                                what: "began" | "called" | "failedCall" | "intended" | "failed" | "waits" | "cancelled" | "replayed" | "ended";
                                node: string | null;
                                /** @description Records it was about. */
                                count: number;
                                /** @description Code of a failure, reason of a wait, or who did it. */
                                detail: string | null;
                            }[];
                            /** @description Only the latest are here. */
                            more: boolean;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel what has not ended of a run; what was done outside stays done */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Records that were cancelled. */
                            cancelled: number;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What running a run again would do, and what of it cannot be run again and why; nothing is started */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            versionThere: boolean;
                            deployedVersion: number | null;
                            /** @description Records that have not ended. */
                            running: number;
                            /** @description Failed records that would go on from where they stopped. */
                            resumable: number;
                            /** @description Records about which a person decides first. */
                            inDoubt: number;
                            retrying: number;
                            /** @description Failures whose record is no longer kept. */
                            gone: number;
                            /** @description Records whose data is no longer kept. */
                            expired: number;
                            startable: {
                                all: number;
                                failed: number;
                            };
                            tooLarge: {
                                all: boolean;
                                failed: boolean;
                            };
                            /** @description What was done and a new start would do again. */
                            again: {
                                all: {
                                    node: string;
                                    /** @description Records for which it was carried out. */
                                    count: number;
                                    /** @enum {unknown} */
                                    effect: "read" | "key" | "upsert" | "readback" | "none";
                                    /** @description Done again it changes nothing: it reads, or it writes by an id of the other system. */
                                    single: boolean;
                                }[];
                                failed: {
                                    node: string;
                                    /** @description Records for which it was carried out. */
                                    count: number;
                                    /** @enum {unknown} */
                                    effect: "read" | "key" | "upsert" | "readback" | "none";
                                    /** @description Done again it changes nothing: it reads, or it writes by an id of the other system. */
                                    single: boolean;
                                }[];
                            };
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Run a run again: its failed records from where they stopped, or records from the beginning as a new run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description In the same run, on its version; what is done stays done.
                         * @enum {string}
                         */
                        from: "failure";
                    } | {
                        /**
                         * @description As a new run; what was done is done again.
                         * @enum {string}
                         */
                        from: "start";
                        /** @enum {unknown} */
                        records: "all" | "failed";
                        /** @enum {unknown} */
                        version: "same" | "deployed";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runId: string;
                            records: number;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records of a run, in the order they came */
        get: {
            parameters: {
                query?: {
                    state?: "waiting" | "succeeded" | "filtered" | "failed" | "inDoubt" | "cancelled";
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            records: {
                                id: string;
                                runId: string;
                                parentId: string | null;
                                rootId: string | null;
                                /** @description What people know the record by. */
                                key: string | null;
                                /** @enum {unknown} */
                                state: "waiting" | "succeeded" | "filtered" | "failed" | "inDoubt" | "cancelled";
                                waitReason: ("turn" | "retry" | "held" | "time" | "group" | "subflow" | "lane" | "approval") | null;
                                /** @description Where it ended or waits. */
                                node: string | null;
                                /** @description How often a person ran it again. */
                                edition: number;
                                settledAt: string | null;
                            }[];
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A record: its data, its way through the flow, and everything that was tried for it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            runId: string;
                            parentId: string | null;
                            rootId: string | null;
                            /** @description What people know the record by. */
                            key: string | null;
                            /** @enum {unknown} */
                            state: "waiting" | "succeeded" | "filtered" | "failed" | "inDoubt" | "cancelled";
                            waitReason: ("turn" | "retry" | "held" | "time" | "group" | "subflow" | "lane" | "approval") | null;
                            /** @description Where it ended or waits. */
                            node: string | null;
                            /** @description How often a person ran it again. */
                            edition: number;
                            settledAt: string | null;
                            flowId: string;
                            version: number;
                            environmentId: string;
                            input: unknown;
                            answer: unknown;
                            parked: {
                                /** @enum {unknown} */
                                reason: "turn" | "retry" | "held" | "time" | "group" | "subflow" | "lane" | "approval";
                                node: string;
                                dueAt: string | null;
                                connectionId: string | null;
                                /** @description ISO 8601 */
                                since: string;
                            } | null;
                            journey: {
                                node: string;
                                kind: string;
                                /** @enum {unknown} */
                                state: "done" | "failed" | "inDoubt" | "retrying" | "waiting" | "filtered" | "ended" | "cancelled";
                                tries: number;
                                failure?: unknown;
                                /** @description The failure as a sentence, in the language of Accept-Language. */
                                message?: string;
                                /** @description ISO 8601 */
                                at?: string;
                            }[];
                            attempts: {
                                node: string;
                                /** @enum {unknown} */
                                kind: "intent" | "result";
                                /** @description ISO 8601 */
                                at: string;
                                try: number;
                                ms?: number;
                                idempotencyKey?: string;
                                output?: unknown;
                                failure?: unknown;
                                /** @description The failure as a sentence, in the language of Accept-Language. */
                                message?: string;
                                /** @description Id of the OpenTelemetry trace it is in. */
                                trace?: string;
                                /** @description What was sent and what came back, where it failed; redacted. */
                                exchange?: {
                                    method: string;
                                    url: string;
                                    body?: unknown;
                                    status?: number;
                                    answer?: string;
                                };
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The inbox: what failed, newest first */
        get: {
            parameters: {
                query?: {
                    status?: "open" | "inDoubt" | "retrying" | "resolved" | "ignored";
                    flow?: string;
                    environmentId?: string;
                    runId?: string;
                    recordId?: string;
                    node?: string;
                    kind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                    code?: string;
                    fingerprint?: string;
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            failures: {
                                id: string;
                                runId: string;
                                recordId: string;
                                flowId: string;
                                version: number;
                                environmentId: string;
                                node: string;
                                failure: {
                                    /** @enum {unknown} */
                                    kind: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                    code: string;
                                    params: {
                                        [key: string]: unknown;
                                    };
                                    at?: string;
                                };
                                /** @description The sentence, in the language of Accept-Language. */
                                message: string;
                                /** @description The same for what failed alike. */
                                fingerprint: string;
                                /** @description What people know the record by. */
                                recordKey: string | null;
                                /** @enum {unknown} */
                                status: "open" | "inDoubt" | "retrying" | "resolved" | "ignored";
                                resolution: string | null;
                                /** @description ISO 8601 */
                                createdAt: string;
                                resolvedAt: string | null;
                                resolvedBy: string | null;
                            }[];
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failure-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The inbox, what failed alike together, most recent first; at most 200 groups */
        get: {
            parameters: {
                query?: {
                    status?: "open" | "inDoubt" | "retrying" | "resolved" | "ignored";
                    flow?: string;
                    environmentId?: string;
                    runId?: string;
                    recordId?: string;
                    node?: string;
                    kind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                    code?: string;
                    fingerprint?: string;
                    /** @description Only those that are snoozed, or only those that are not. */
                    snoozed?: boolean;
                    /** @description Empty: nobody’s. */
                    assignee?: string;
                    tag?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            groups: {
                                fingerprint: string;
                                flowId: string;
                                node: string;
                                kind: string;
                                code: string;
                                failure: {
                                    /** @enum {unknown} */
                                    kind: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                    code: string;
                                    params: {
                                        [key: string]: unknown;
                                    };
                                    at?: string;
                                };
                                /** @description The sentence, in the language of Accept-Language. */
                                message: string;
                                count: number;
                                /** @description Being run again just now. */
                                retrying: number;
                                environmentIds: string[];
                                /** @description ISO 8601 */
                                firstAt: string;
                                /** @description ISO 8601 */
                                lastAt: string;
                                assignee: string | null;
                                tags: string[];
                                /** @description Out of sight until then; null: until it happens again. */
                                snooze: {
                                    until: string | null;
                                } | null;
                                /** @description Since when whatever comes in is ignored by itself. */
                                ignoredAt: string | null;
                                /** @description How many failed in each of the last 24 hours, oldest first. */
                                perHour: number[];
                                /** @description How many failed in each of the last 14 days, oldest first. */
                                perDay: number[];
                            }[];
                            /** @description Of all, whatever the filter. */
                            counts: {
                                open: number;
                                inDoubt: number;
                                retrying: number;
                            };
                            /** @description Work on many failures that is under way. */
                            jobs: {
                                id: string;
                                /** @enum {unknown} */
                                act: "retry" | "resolve" | "ignore" | "reopen";
                                total: number;
                                done: number;
                                refused: {
                                    code: string;
                                    count: number;
                                    message: string;
                                }[];
                                by: string;
                                /** @description ISO 8601 */
                                createdAt: string;
                                endedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failure-groups/{fingerprint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What failed alike, what became of it, and who did and said what about it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    fingerprint: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fingerprint: string;
                            flowId: string;
                            node: string;
                            kind: string;
                            code: string;
                            failure: {
                                /** @enum {unknown} */
                                kind: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                code: string;
                                params: {
                                    [key: string]: unknown;
                                };
                                at?: string;
                            };
                            /** @description The sentence, in the language of Accept-Language. */
                            message: string;
                            count: number;
                            /** @description Being run again just now. */
                            retrying: number;
                            environmentIds: string[];
                            /** @description ISO 8601 */
                            firstAt: string;
                            /** @description ISO 8601 */
                            lastAt: string;
                            assignee: string | null;
                            tags: string[];
                            /** @description Out of sight until then; null: until it happens again. */
                            snooze: {
                                until: string | null;
                            } | null;
                            /** @description Since when whatever comes in is ignored by itself. */
                            ignoredAt: string | null;
                            /** @description How many failed in each of the last 24 hours, oldest first. */
                            perHour: number[];
                            /** @description How many failed in each of the last 14 days, oldest first. */
                            perDay: number[];
                            counts: {
                                open: number;
                                inDoubt: number;
                                retrying: number;
                                resolved: number;
                                ignored: number;
                            };
                            history: {
                                id: string;
                                /** @enum {unknown} */
                                act: "comment" | "assign" | "tag" | "snooze" | "wake" | "ignoreFromNowOn" | "ignoreNoMore" | "retry" | "resolve" | "ignore" | "reopen" | "decide";
                                actor: string;
                                data: unknown;
                                /** @description ISO 8601 */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Assign, tag, snooze, ignore from now on, or comment; each is kept with who and when */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    fingerprint: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        assignee?: string | null;
                        tags?: string[];
                        snooze?: {
                            /** @description Null: until it happens again. */
                            until: string | null;
                        } | null;
                        /** @description From now on, and what is there already. */
                        ignored?: boolean;
                        comment?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/failures/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Failures with their data as CSV or JSON, at most 50,000; what a spreadsheet would take for a formula is made harmless */
        get: {
            parameters: {
                query: {
                    status?: "open" | "inDoubt" | "retrying" | "resolved" | "ignored";
                    flow?: string;
                    environmentId?: string;
                    runId?: string;
                    recordId?: string;
                    node?: string;
                    kind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                    code?: string;
                    fingerprint?: string;
                    format: "csv" | "json";
                    /** @description Semicolons where the comma is the decimal sign. */
                    separator?: "," | ";";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Corrected records from an exported file, matched by record_id, and run again; with `dryRun` only looked at */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        format: "csv" | "json";
                        text: string;
                        dryRun?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: number;
                            changed: number;
                            /** @description As they were: run again too, unless it is a dry run. */
                            unchanged: number;
                            accepted: number;
                            refused: {
                                /** @description In the file; of JSON the number of the item. */
                                line: number;
                                code: string;
                                message: string;
                                at?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What running failures again would do, for each: will run, already done, in doubt, or refused, and why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        target: {
                            ids: string[];
                        } | {
                            filter: {
                                flow?: string;
                                /** Format: uuid */
                                environmentId?: string;
                                /** Format: uuid */
                                runId?: string;
                                /** Format: uuid */
                                recordId?: string;
                                node?: string;
                                /** @enum {unknown} */
                                kind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                code?: string;
                                fingerprint?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            total: number;
                            /** @description Of a large group only the first 1,000 are looked at. */
                            looked: number;
                            counts: {
                                willRun: number;
                                alreadyDone: number;
                                inDoubt: number;
                                refused: number;
                            };
                            /** @description At most 200, those first that will not run. */
                            records: {
                                id: string;
                                recordId: string;
                                recordKey: string | null;
                                /** @enum {unknown} */
                                verdict: "willRun" | "alreadyDone" | "inDoubt" | "refused";
                                /** @description Nodes whose effects stand and are not repeated. */
                                done: string[];
                                /** @description The call may have been carried out: it is made under the same key, or looked for first. */
                                looksFirst: boolean;
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/preview-replacement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change to many records would do, before it is done: the first of them, before and after */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        target: {
                            ids: string[];
                        } | {
                            filter: {
                                flow?: string;
                                /** Format: uuid */
                                environmentId?: string;
                                /** Format: uuid */
                                runId?: string;
                                /** Format: uuid */
                                recordId?: string;
                                node?: string;
                                /** @enum {unknown} */
                                kind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                code?: string;
                                fingerprint?: string;
                            };
                        };
                        replacement: {
                            /** @description e.g. `customer.email`, or `lines[].sku` for all. */
                            field: string;
                            /** @description Absent: the whole value is replaced. */
                            find?: string;
                            by: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of a large group only the first 1,000 are looked at. */
                            looked: number;
                            changed: number;
                            /** @description Would no longer be what the trigger brings: they are not run. */
                            unfit: number;
                            changes: {
                                id: string;
                                recordKey: string | null;
                                before: unknown;
                                after: unknown;
                                problem?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failure-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry, resolve, ignore or reopen many failures, or a whole group; with a change to their data if you give one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        act: "retry" | "resolve" | "ignore" | "reopen";
                        target: {
                            ids: string[];
                        } | {
                            filter: {
                                flow?: string;
                                /** Format: uuid */
                                environmentId?: string;
                                /** Format: uuid */
                                runId?: string;
                                /** Format: uuid */
                                recordId?: string;
                                node?: string;
                                /** @enum {unknown} */
                                kind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                code?: string;
                                fingerprint?: string;
                            };
                        };
                        replacement?: {
                            /** @description e.g. `customer.email`, or `lines[].sku` for all. */
                            field: string;
                            /** @description Absent: the whole value is replaced. */
                            find?: string;
                            by: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            act: "retry" | "resolve" | "ignore" | "reopen";
                            total: number;
                            done: number;
                            refused: {
                                code: string;
                                count: number;
                                message: string;
                            }[];
                            by: string;
                            /** @description ISO 8601 */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failure-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far work on many failures is, and what was refused */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            act: "retry" | "resolve" | "ignore" | "reopen";
                            total: number;
                            done: number;
                            refused: {
                                code: string;
                                count: number;
                                message: string;
                            }[];
                            by: string;
                            /** @description ISO 8601 */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A failure, with the record’s data as it was */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            runId: string;
                            recordId: string;
                            flowId: string;
                            version: number;
                            environmentId: string;
                            node: string;
                            failure: {
                                /** @enum {unknown} */
                                kind: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                code: string;
                                params: {
                                    [key: string]: unknown;
                                };
                                at?: string;
                            };
                            /** @description The sentence, in the language of Accept-Language. */
                            message: string;
                            /** @description The same for what failed alike. */
                            fingerprint: string;
                            /** @description What people know the record by. */
                            recordKey: string | null;
                            /** @enum {unknown} */
                            status: "open" | "inDoubt" | "retrying" | "resolved" | "ignored";
                            resolution: string | null;
                            /** @description ISO 8601 */
                            createdAt: string;
                            resolvedAt: string | null;
                            resolvedBy: string | null;
                            data: unknown;
                            /** @description The call may have been carried out: its answer never came. */
                            mayHaveRun: boolean;
                            /** @description The other system can be asked whether it was. */
                            canLook: boolean;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run failed records again, each from its last recorded effect, with corrected data if you give some */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                        /** @description Corrected data by failure id. */
                        edited?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: string[];
                            refused: {
                                id: string;
                                code: string;
                                message: string;
                                at?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that failures are dealt with: nothing is run, and what waited for their records goes on without them */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: string[];
                            refused: {
                                id: string;
                                code: string;
                                message: string;
                                at?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that failures do not matter: nothing is run, and what waited for their records goes on without them */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: string[];
                            refused: {
                                id: string;
                                code: string;
                                message: string;
                                at?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put failures that somebody resolved or ignored back into the inbox */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: string[];
                            refused: {
                                id: string;
                                code: string;
                                message: string;
                                at?: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a doubt: the effect was carried out (with its result), or it was not and is run again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        decision: "done" | "notDone";
                        /** @description With `done`: what the call gave back. */
                        output?: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/failures/{id}/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the other system whether the effect is there whose answer never came; nothing is changed and nothing decided */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            found: boolean;
                            /** @description Where it was found: the receipt. */
                            output?: unknown;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What records wait for people to decide, or what they decided; newest first */
        get: {
            parameters: {
                query?: {
                    flow?: string;
                    environmentId?: string;
                    search?: string;
                    state?: "open" | "decided";
                    runId?: string;
                    recordId?: string;
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvals: {
                                id: string;
                                flowId: string;
                                version: number;
                                environmentId: string;
                                runId: string;
                                recordId: string;
                                node: string;
                                /** @description What people know the record by. */
                                recordKey: string | null;
                                question: string;
                                /**
                                 * @description The least role that may decide.
                                 * @enum {unknown}
                                 */
                                decide: "operator" | "builder" | "admin" | "owner";
                                /** @description A choice may be remembered for this. */
                                rememberKey: string | null;
                                dueAt: string | null;
                                /** @description What it counts as when nobody decides in time; null: it goes on waiting. */
                                otherwise: ("approved" | "rejected") | null;
                                /**
                                 * @description `closed`: nobody waits for an answer any more.
                                 * @enum {unknown}
                                 */
                                state: "open" | "approved" | "rejected" | "closed";
                                /** @description ISO 8601 */
                                createdAt: string;
                                decidedAt: string | null;
                                decidedBy: string | null;
                                how: ("person" | "remembered" | "due") | null;
                                comment: string | null;
                                edited: boolean;
                            }[];
                            /** @description Whatever the filter. */
                            counts: {
                                open: number;
                                overdue: number;
                            };
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer many questions the same way; those that cannot be are named, with why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                        /** @enum {unknown} */
                        decision: "approved" | "rejected";
                        comment?: string;
                        /** @description Do the same with every record of its key, those that wait now included. */
                        remember?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            decided: string[];
                            /** @description Others with the same keys that went the same way. */
                            along: number;
                            refused: {
                                id: string;
                                code: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One question with the data it is about */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            flowId: string;
                            version: number;
                            environmentId: string;
                            runId: string;
                            recordId: string;
                            node: string;
                            /** @description What people know the record by. */
                            recordKey: string | null;
                            question: string;
                            /**
                             * @description The least role that may decide.
                             * @enum {unknown}
                             */
                            decide: "operator" | "builder" | "admin" | "owner";
                            /** @description A choice may be remembered for this. */
                            rememberKey: string | null;
                            dueAt: string | null;
                            /** @description What it counts as when nobody decides in time; null: it goes on waiting. */
                            otherwise: ("approved" | "rejected") | null;
                            /**
                             * @description `closed`: nobody waits for an answer any more.
                             * @enum {unknown}
                             */
                            state: "open" | "approved" | "rejected" | "closed";
                            /** @description ISO 8601 */
                            createdAt: string;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            how: ("person" | "remembered" | "due") | null;
                            comment: string | null;
                            edited: boolean;
                            data: unknown;
                            /** @description What the person made of it. */
                            editedData?: unknown;
                            /** @description What may be changed; null: all of it. */
                            fields: {
                                name: string;
                                title?: string;
                                /** @enum {unknown} */
                                type: "string" | "number" | "integer" | "boolean";
                                required?: boolean;
                                choices?: {
                                    value: string | number;
                                    label: string;
                                }[];
                            }[] | null;
                            /** @description Whether whoever asks may. */
                            mayDecide: boolean;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer one question: approve it, as it is or with changed data, or reject it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        decision: "approved" | "rejected";
                        comment?: string;
                        /** @description Do the same with every record of its key, those that wait now included. */
                        remember?: boolean;
                        /** @description Takes the place of what was shown. */
                        data?: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Others with the same key that went the same way. */
                            along: number;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/remembered-choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Choices that answer by themselves for every record of a key; newest first */
        get: {
            parameters: {
                query?: {
                    flow?: string;
                    environmentId?: string;
                    search?: string;
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            choices: {
                                id: string;
                                flowId: string;
                                environmentId: string;
                                node: string;
                                key: string;
                                /** @enum {unknown} */
                                choice: "approved" | "rejected";
                                /** @description What is changed in the data each time. */
                                changes?: unknown;
                                comment: string | null;
                                by: string;
                                /** @description ISO 8601 */
                                createdAt: string;
                            }[];
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/remembered-choices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a choice: later records of its key are asked about again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules of alerts have found, newest first, and who was told of it */
        get: {
            parameters: {
                query?: {
                    state?: "open" | "closed";
                    id?: string;
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            incidents: {
                                /** Format: uuid */
                                id: string;
                                ruleId: string | null;
                                kind: string;
                                sentence: string;
                                flowId: string | null;
                                flowName: string | null;
                                /** Format: uuid */
                                environmentId: string;
                                triggerId: string | null;
                                connectionId: string | null;
                                /** @description ISO 8601 */
                                openedAt: string;
                                /** @description ISO 8601 */
                                lastSeenAt: string;
                                closedAt: string | null;
                                escalatedAt: string | null;
                                acknowledgedAt: string | null;
                                acknowledgedBy: string | null;
                                muted: boolean;
                                deliveries: {
                                    /** Format: uuid */
                                    id: string;
                                    incidentId: string | null;
                                    /** Format: uuid */
                                    channelId: string;
                                    channel: string;
                                    /** @enum {unknown} */
                                    stage: "opened" | "escalated" | "closed" | "test";
                                    /**
                                     * @description `unclear`: it may have arrived, and only a person can tell.
                                     * @enum {unknown}
                                     */
                                    state: "waiting" | "sent" | "failed" | "unclear";
                                    tries: number;
                                    message: string | null;
                                    /** @description ISO 8601 */
                                    dueAt: string;
                                    /** @description ISO 8601 */
                                    createdAt: string;
                                    endedAt: string | null;
                                }[];
                            }[];
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-incidents/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody looks after it: it goes to nobody else */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules of alerts, as sentences, and what is muted */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rules: {
                                condition: {
                                    /** @enum {string} */
                                    kind: "failures";
                                    moreThan: number;
                                    minutes: number;
                                    /** @enum {unknown} */
                                    failureKind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                                    code?: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "rate";
                                    percent: number;
                                    minutes: number;
                                    /** @description Records in that time below which it is silent. */
                                    least: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "age";
                                    hours: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "inDoubt";
                                    minutes: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "silence";
                                    hours: number;
                                    /** @description Records that usually come in so many hours. */
                                    usual: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "late";
                                    minutes: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "staleCursor";
                                    hours: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "held";
                                    minutes: number;
                                };
                                flow: string | null;
                                tag: string | null;
                                environmentId: string | null;
                                channelIds: string[];
                                escalation: {
                                    afterMinutes: number;
                                    /** Format: uuid */
                                    channelId: string;
                                } | null;
                                enabled: boolean;
                                /** Format: uuid */
                                id: string;
                                /** @description There from the first day: can be changed and switched off, not deleted. */
                                builtin: boolean;
                                sentence: string;
                                /** @description Incidents that are open. */
                                open: number;
                                mutedUntil: string | null;
                                /** @description Why its channels could not be told last. */
                                troubles: string[];
                                /** @description ISO 8601 */
                                updatedAt: string;
                                updatedBy: string;
                            }[];
                            mutes: {
                                /** Format: uuid */
                                id: string;
                                ruleId: string | null;
                                flowId: string | null;
                                /** @description ISO 8601 */
                                until: string;
                                by: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Make a rule of alerts */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        condition: {
                            /** @enum {string} */
                            kind: "failures";
                            moreThan: number;
                            minutes: number;
                            /** @enum {unknown} */
                            failureKind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                            code?: string;
                        } | {
                            /** @enum {string} */
                            kind: "rate";
                            percent: number;
                            minutes: number;
                            /** @description Records in that time below which it is silent. */
                            least: number;
                        } | {
                            /** @enum {string} */
                            kind: "age";
                            hours: number;
                        } | {
                            /** @enum {string} */
                            kind: "inDoubt";
                            minutes: number;
                        } | {
                            /** @enum {string} */
                            kind: "silence";
                            hours: number;
                            /** @description Records that usually come in so many hours. */
                            usual: number;
                        } | {
                            /** @enum {string} */
                            kind: "late";
                            minutes: number;
                        } | {
                            /** @enum {string} */
                            kind: "staleCursor";
                            hours: number;
                        } | {
                            /** @enum {string} */
                            kind: "held";
                            minutes: number;
                        };
                        flow: string | null;
                        tag: string | null;
                        environmentId: string | null;
                        channelIds: string[];
                        escalation: {
                            afterMinutes: number;
                            /** Format: uuid */
                            channelId: string;
                        } | null;
                        enabled: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a rule would have done in the last 7 days, and what it would find now; nothing is kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        condition: {
                            /** @enum {string} */
                            kind: "failures";
                            moreThan: number;
                            minutes: number;
                            /** @enum {unknown} */
                            failureKind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                            code?: string;
                        } | {
                            /** @enum {string} */
                            kind: "rate";
                            percent: number;
                            minutes: number;
                            /** @description Records in that time below which it is silent. */
                            least: number;
                        } | {
                            /** @enum {string} */
                            kind: "age";
                            hours: number;
                        } | {
                            /** @enum {string} */
                            kind: "inDoubt";
                            minutes: number;
                        } | {
                            /** @enum {string} */
                            kind: "silence";
                            hours: number;
                            /** @description Records that usually come in so many hours. */
                            usual: number;
                        } | {
                            /** @enum {string} */
                            kind: "late";
                            minutes: number;
                        } | {
                            /** @enum {string} */
                            kind: "staleCursor";
                            hours: number;
                        } | {
                            /** @enum {string} */
                            kind: "held";
                            minutes: number;
                        };
                        flow: string | null;
                        tag: string | null;
                        environmentId: string | null;
                        channelIds: string[];
                        escalation: {
                            afterMinutes: number;
                            /** Format: uuid */
                            channelId: string;
                        } | null;
                        enabled: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sentence: string;
                            days: number;
                            /** @description Null: nothing is kept that could tell. */
                            past: {
                                times: number;
                                /** @description The latest, oldest first. */
                                at: string[];
                            } | null;
                            /** @description Incidents it would open now. */
                            now: number;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put another rule in the place of this one */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        condition: {
                            /** @enum {string} */
                            kind: "failures";
                            moreThan: number;
                            minutes: number;
                            /** @enum {unknown} */
                            failureKind?: "config" | "auth" | "input" | "missing" | "duplicate" | "transient" | "rateLimited" | "tooLarge" | "bug";
                            code?: string;
                        } | {
                            /** @enum {string} */
                            kind: "rate";
                            percent: number;
                            minutes: number;
                            /** @description Records in that time below which it is silent. */
                            least: number;
                        } | {
                            /** @enum {string} */
                            kind: "age";
                            hours: number;
                        } | {
                            /** @enum {string} */
                            kind: "inDoubt";
                            minutes: number;
                        } | {
                            /** @enum {string} */
                            kind: "silence";
                            hours: number;
                            /** @description Records that usually come in so many hours. */
                            usual: number;
                        } | {
                            /** @enum {string} */
                            kind: "late";
                            minutes: number;
                        } | {
                            /** @enum {string} */
                            kind: "staleCursor";
                            hours: number;
                        } | {
                            /** @enum {string} */
                            kind: "held";
                            minutes: number;
                        };
                        flow: string | null;
                        tag: string | null;
                        environmentId: string | null;
                        channelIds: string[];
                        escalation: {
                            afterMinutes: number;
                            /** Format: uuid */
                            channelId: string;
                        } | null;
                        enabled: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a rule; what it found stays in the history */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell nobody of a rule, of a flow, or of a rule for a flow, until a time; what is found is shown all the same */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ruleId: string | null;
                        flow: string | null;
                        /** Format: date-time */
                        until: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-mutes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Tell people again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where alerts go, and how it went last */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channels: {
                                name: string;
                                connectionId: string | null;
                                target: {
                                    /** @enum {string} */
                                    kind: "mail";
                                    from: string;
                                    to: string[];
                                } | {
                                    /** @enum {string} */
                                    kind: "slack";
                                    /** @description Its id; names change. */
                                    channel: string;
                                    /** @description What people call it, e.g. `#finance`. */
                                    label: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "webhook";
                                    url: string;
                                };
                                /** @enum {unknown} */
                                language: "en" | "fr";
                                /** @description Alerts are collected for so long and told together; 0: each at once. */
                                digestMinutes: number;
                                /** Format: uuid */
                                id: string;
                                toldAt: string | null;
                                trouble: {
                                    /** @description ISO 8601 */
                                    at: string;
                                    message: string;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Make a channel for alerts: mail, Slack or a webhook */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        connectionId: string | null;
                        target: {
                            /** @enum {string} */
                            kind: "mail";
                            from: string;
                            to: string[];
                        } | {
                            /** @enum {string} */
                            kind: "slack";
                            /** @description Its id; names change. */
                            channel: string;
                            /** @description What people call it, e.g. `#finance`. */
                            label: string;
                        } | {
                            /** @enum {string} */
                            kind: "webhook";
                            url: string;
                        };
                        /** @enum {unknown} */
                        language: "en" | "fr";
                        /** @description Alerts are collected for so long and told together; 0: each at once. */
                        digestMinutes: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channel: {
                                name: string;
                                connectionId: string | null;
                                target: {
                                    /** @enum {string} */
                                    kind: "mail";
                                    from: string;
                                    to: string[];
                                } | {
                                    /** @enum {string} */
                                    kind: "slack";
                                    /** @description Its id; names change. */
                                    channel: string;
                                    /** @description What people call it, e.g. `#finance`. */
                                    label: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "webhook";
                                    url: string;
                                };
                                /** @enum {unknown} */
                                language: "en" | "fr";
                                /** @description Alerts are collected for so long and told together; 0: each at once. */
                                digestMinutes: number;
                                /** Format: uuid */
                                id: string;
                                toldAt: string | null;
                                trouble: {
                                    /** @description ISO 8601 */
                                    at: string;
                                    message: string;
                                } | null;
                            };
                            /** @description Of a webhook (Standard Webhooks, `whsec_…`); told now and never again. */
                            signingSecret: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a channel; its signing secret stays */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        connectionId: string | null;
                        target: {
                            /** @enum {string} */
                            kind: "mail";
                            from: string;
                            to: string[];
                        } | {
                            /** @enum {string} */
                            kind: "slack";
                            /** @description Its id; names change. */
                            channel: string;
                            /** @description What people call it, e.g. `#finance`. */
                            label: string;
                        } | {
                            /** @enum {string} */
                            kind: "webhook";
                            url: string;
                        };
                        /** @enum {unknown} */
                        language: "en" | "fr";
                        /** @description Alerts are collected for so long and told together; 0: each at once. */
                        digestMinutes: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            connectionId: string | null;
                            target: {
                                /** @enum {string} */
                                kind: "mail";
                                from: string;
                                to: string[];
                            } | {
                                /** @enum {string} */
                                kind: "slack";
                                /** @description Its id; names change. */
                                channel: string;
                                /** @description What people call it, e.g. `#finance`. */
                                label: string;
                            } | {
                                /** @enum {string} */
                                kind: "webhook";
                                url: string;
                            };
                            /** @enum {unknown} */
                            language: "en" | "fr";
                            /** @description Alerts are collected for so long and told together; 0: each at once. */
                            digestMinutes: number;
                            /** Format: uuid */
                            id: string;
                            toldAt: string | null;
                            trouble: {
                                /** @description ISO 8601 */
                                at: string;
                                message: string;
                            } | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a channel; rules that named it tell the others they name */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message, once, and say how it went */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of alerts, newest first: what arrived, what waits, what went wrong */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deliveries: {
                                /** Format: uuid */
                                id: string;
                                incidentId: string | null;
                                /** Format: uuid */
                                channelId: string;
                                channel: string;
                                /** @enum {unknown} */
                                stage: "opened" | "escalated" | "closed" | "test";
                                /**
                                 * @description `unclear`: it may have arrived, and only a person can tell.
                                 * @enum {unknown}
                                 */
                                state: "waiting" | "sent" | "failed" | "unclear";
                                tries: number;
                                message: string | null;
                                /** @description ISO 8601 */
                                dueAt: string;
                                /** @description ISO 8601 */
                                createdAt: string;
                                endedAt: string | null;
                            }[];
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message again that was given up, or of which nobody knows whether it arrived */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keeping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long things are kept, in each environment and for flows of their own; how much there is of each flow; the last clean-ups */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            house: {
                                payloads: number | "forever";
                                metadata: number | "forever";
                                failures: number | "forever";
                            };
                            environments: {
                                environmentId: string;
                                name: string;
                                own: {
                                    /** @description Null: as one step above. */
                                    payloads: (number | "forever") | null;
                                    /** @description Null: as one step above. */
                                    metadata: (number | "forever") | null;
                                    /** @description Null: as one step above. */
                                    failures: (number | "forever") | null;
                                };
                                effective: {
                                    payloads: number | "forever";
                                    metadata: number | "forever";
                                    failures: number | "forever";
                                };
                            }[];
                            /** @description The largest 500, and those with times of their own. */
                            flows: {
                                flowId: string;
                                environmentId: string;
                                own: {
                                    /** @description Null: as one step above. */
                                    payloads: (number | "forever") | null;
                                    /** @description Null: as one step above. */
                                    metadata: (number | "forever") | null;
                                    /** @description Null: as one step above. */
                                    failures: (number | "forever") | null;
                                };
                                effective: {
                                    payloads: number | "forever";
                                    metadata: number | "forever";
                                    failures: number | "forever";
                                };
                                records: number;
                                /** @description As stored: PostgreSQL compresses. */
                                payloadBytes: number;
                                failures: number;
                                failureBytes: number;
                                /** @description The oldest day of which data is kept. */
                                oldest: string | null;
                            }[];
                            countedAt: string | null;
                            /** @description The whole database. */
                            diskBytes: number;
                            cleanUps: {
                                id: string;
                                /** @description ISO 8601 */
                                startedAt: string;
                                endedAt: string | null;
                                /** @description Days of a table dropped whole. */
                                dropped: number;
                                /** @description Days of a table emptied but for what stays. */
                                emptied: number;
                                /** @description Rows deleted one by one. */
                                deleted: number;
                                /** @description There was more than one go takes; it goes on at once. */
                                more: boolean;
                                failure: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /** Say how long things of an environment, or of a flow in it, are kept; the next clean-up goes by it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        environmentId: string;
                        flowId?: string;
                        keeping: {
                            /** @description Null: as one step above. */
                            payloads: (number | "forever") | null;
                            /** @description Null: as one step above. */
                            metadata: (number | "forever") | null;
                            /** @description Null: as one step above. */
                            failures: (number | "forever") | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keeping/clean-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let go at once of what has been kept long enough, and count anew; begins within seconds */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/person-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last 50 searches for people’s data, and the reports of what was erased, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            jobs: {
                                id: string;
                                /** @enum {unknown} */
                                state: "looking" | "looked" | "erasing" | "erased" | "over";
                                /** @description Beginning of the SHA-256 of what was searched for, in small letters. */
                                hash: string;
                                found: {
                                    /** @description Rows, by table. */
                                    tables: {
                                        [key: string]: {
                                            found: number;
                                            erased: number;
                                        };
                                    };
                                    /** @description Rows, by flow. */
                                    flows: {
                                        [key: string]: number;
                                    };
                                    /** @description Records and failures of them whose work has not ended. */
                                    open: number;
                                    /** @description Rows that name the person and are not erased: who did what, accounts, and what people set up. By table. */
                                    elsewhere: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description Work that has not ended is cancelled. */
                                cancels: boolean;
                                /** @description It waits for work to end. */
                                waits: boolean;
                                askedBy: string;
                                /** @description ISO 8601 */
                                askedAt: string;
                                lookedAt: string | null;
                                confirmedBy: string | null;
                                confirmedAt: string | null;
                                endedAt: string | null;
                                failure: string | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Search everything for the data of one person; nothing is changed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An e-mail address, or a number or id that stands for one person, in full. */
                        person: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            state: "looking" | "looked" | "erasing" | "erased" | "over";
                            /** @description Beginning of the SHA-256 of what was searched for, in small letters. */
                            hash: string;
                            found: {
                                /** @description Rows, by table. */
                                tables: {
                                    [key: string]: {
                                        found: number;
                                        erased: number;
                                    };
                                };
                                /** @description Rows, by flow. */
                                flows: {
                                    [key: string]: number;
                                };
                                /** @description Records and failures of them whose work has not ended. */
                                open: number;
                                /** @description Rows that name the person and are not erased: who did what, accounts, and what people set up. By table. */
                                elsewhere: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Work that has not ended is cancelled. */
                            cancels: boolean;
                            /** @description It waits for work to end. */
                            waits: boolean;
                            askedBy: string;
                            /** @description ISO 8601 */
                            askedAt: string;
                            lookedAt: string | null;
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            endedAt: string | null;
                            failure: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/person-jobs/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was found or erased of one person, as a file: counts, who and when, and not the person */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            state: "looking" | "looked" | "erasing" | "erased" | "over";
                            /** @description Beginning of the SHA-256 of what was searched for, in small letters. */
                            hash: string;
                            found: {
                                /** @description Rows, by table. */
                                tables: {
                                    [key: string]: {
                                        found: number;
                                        erased: number;
                                    };
                                };
                                /** @description Rows, by flow. */
                                flows: {
                                    [key: string]: number;
                                };
                                /** @description Records and failures of them whose work has not ended. */
                                open: number;
                                /** @description Rows that name the person and are not erased: who did what, accounts, and what people set up. By table. */
                                elsewhere: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Work that has not ended is cancelled. */
                            cancels: boolean;
                            /** @description It waits for work to end. */
                            waits: boolean;
                            askedBy: string;
                            /** @description ISO 8601 */
                            askedAt: string;
                            lookedAt: string | null;
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            endedAt: string | null;
                            failure: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/person-jobs/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a search found of a person as JSON: their data and nobody else’s, at most 50,000 rows */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/person-jobs/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase what a search found of a person, for good; work that has not ended is refused, or cancelled when you say so */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An e-mail address, or a number or id that stands for one person, in full. */
                        person: string;
                        /** @default false */
                        cancels?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            state: "looking" | "looked" | "erasing" | "erased" | "over";
                            /** @description Beginning of the SHA-256 of what was searched for, in small letters. */
                            hash: string;
                            found: {
                                /** @description Rows, by table. */
                                tables: {
                                    [key: string]: {
                                        found: number;
                                        erased: number;
                                    };
                                };
                                /** @description Rows, by flow. */
                                flows: {
                                    [key: string]: number;
                                };
                                /** @description Records and failures of them whose work has not ended. */
                                open: number;
                                /** @description Rows that name the person and are not erased: who did what, accounts, and what people set up. By table. */
                                elsewhere: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Work that has not ended is cancelled. */
                            cancels: boolean;
                            /** @description It waits for work to end. */
                            waits: boolean;
                            askedBy: string;
                            /** @description ISO 8601 */
                            askedAt: string;
                            lookedAt: string | null;
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            endedAt: string | null;
                            failure: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/person-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let a search go: whom it was about is forgotten. By itself that happens after a day */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was traced, or is: of a flow, of a connection, or all; the newest first, for 7 days */
        get: {
            parameters: {
                query?: {
                    flow?: string;
                    connection?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tracings: {
                                /** Format: uuid */
                                id: string;
                                flowId: string | null;
                                connectionId: string | null;
                                startedBy: string;
                                /** @description ISO 8601 */
                                startedAt: string;
                                /** @description ISO 8601 */
                                until: string;
                                entries: number;
                                bytes: number;
                                ended: {
                                    /** @description ISO 8601 */
                                    at: string;
                                    because: "time" | "size" | "person";
                                    by: string | null;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /** Trace a flow or a connection for some minutes: calls in full and evaluated expressions, without secrets */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        flow?: string;
                        /** Format: uuid */
                        connectionId?: string;
                        minutes: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            flowId: string | null;
                            connectionId: string | null;
                            startedBy: string;
                            /** @description ISO 8601 */
                            startedAt: string;
                            /** @description ISO 8601 */
                            until: string;
                            entries: number;
                            bytes: number;
                            ended: {
                                /** @description ISO 8601 */
                                at: string;
                                because: "time" | "size" | "person";
                                by: string | null;
                            } | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tracing: who switched it on, until when, how much it holds */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            flowId: string | null;
                            connectionId: string | null;
                            startedBy: string;
                            /** @description ISO 8601 */
                            startedAt: string;
                            /** @description ISO 8601 */
                            until: string;
                            entries: number;
                            bytes: number;
                            ended: {
                                /** @description ISO 8601 */
                                at: string;
                                because: "time" | "size" | "person";
                                by: string | null;
                            } | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracings/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trace no longer; what was traced stays for 7 days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            flowId: string | null;
                            connectionId: string | null;
                            startedBy: string;
                            /** @description ISO 8601 */
                            startedAt: string;
                            /** @description ISO 8601 */
                            until: string;
                            entries: number;
                            bytes: number;
                            ended: {
                                /** @description ISO 8601 */
                                at: string;
                                because: "time" | "size" | "person";
                                by: string | null;
                            } | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracings/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was seen, in the order it came; `after`: the `seq` of the last one known */
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: {
                                seq: number;
                                /** @description ISO 8601 */
                                at: string;
                                kind: "call" | "evaluation";
                                flowId: string | null;
                                runId: string | null;
                                recordId: string | null;
                                node: string | null;
                                /** @description A call with headers and bodies, or expressions with what they gave; redacted, cut where long. */
                                data: unknown;
                            }[];
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracings/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that was seen: a JSON object a line, or the calls as a HAR file, which browsers and other tools read */
        get: {
            parameters: {
                query?: {
                    format?: "ndjson" | "har";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first; for one thing, or for all */
        get: {
            parameters: {
                query?: {
                    /** @description e.g. `flow:stripe-payment` */
                    subject?: string;
                    limit?: number;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            events: {
                                id: string;
                                type: string;
                                subject: string | null;
                                actor: string | null;
                                data: unknown;
                                /** @description ISO 8601 */
                                at: string;
                            }[];
                            /** @description Pass it as `after` for the next page. */
                            next: string | null;
                        };
                    };
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live events (text/event-stream): hints that something changed; `resync` when some may have been missed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
                /** @description What went wrong, and what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What went wrong, and what to do. */
        Error: {
            error: {
                kind: string;
                code: string;
                params: {
                    [key: string]: unknown;
                };
                message: string;
                at?: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
