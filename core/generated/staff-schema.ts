/* eslint-disable */
// Generated from openapi-staff.yaml by scripts/generate.mjs. Do not edit.
export interface paths {
    "/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The queue, the case whose day comes first at the top */
        get: operations["listCases"];
        put?: never;
        /**
         * Register a request that came on paper or by email
         * @description The clock starts on the day of receipt, which may be in the past.
         */
        post: operations["registerCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a case
         * @description The look and its reason are an entry of the person's access log.
         */
        post: operations["viewCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a case into work */
        post: operations["takeCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the customer a question; the clock goes on */
        post: operations["sendQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to the customer without a question */
        post: operations["writeMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Extend the term once, before its day, with a reason */
        post: operations["extendCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a case, item by item */
        post: operations["answerCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a case with the reason and the law */
        post: operations["refuseCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operator/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask which addresses a mailing may be sent to, right before it is sent
         * @description Only an address that is answered `allowed` may be written to, with the headers of its answer, and until `sendBy`. Any other answer, and none at all, means that no email is sent. The same mailing may be asked for again: an address gets the token that it has, and its email is in the person's list once. Opting out by the token works without a session and does not expire.
         */
        post: operations["permitLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operator/accounts/{account}/notices/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whom of an account a service notice goes to, right before it is sent
         * @description The people whom the account has chosen for this kind of notice and who still belong to it; the owner where nobody of them is left, or nobody was chosen. A notice about a person (their password, their sign-in) goes to that person and is not asked for. The answer changes when the account changes it: keep none.
         */
        get: operations["getNoticeRecipients"];
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
        /** @description RFC 9457 problem details, of the types of the customers' contract. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            requestId: string;
        };
        /** @enum {string} */
        Right: "access" | "rectification" | "erasure" | "restriction" | "portability" | "objection" | "consent-withdrawal" | "complaint";
        /** @enum {string} */
        Status: "draft" | "awaiting_owner" | "submitted" | "in_work" | "needs_user" | "answered" | "appealed" | "closed" | "withdrawn";
        /** @enum {string} */
        StaffAction: "take" | "ask" | "message" | "extend" | "answer" | "refuse";
        /** @description A case of the queue, without anything the person wrote. */
        CaseLine: {
            id: string;
            number: string;
            kind: components["schemas"]["Right"];
            /** @enum {string} */
            scope: "person" | "account";
            status: components["schemas"]["Status"];
            /** Format: date-time */
            filedAt?: string;
            /**
             * Format: date
             * @description The day the customer sees.
             */
            dueBy?: string;
            /**
             * Format: date
             * @description The working day before or on `dueBy`.
             */
            staffDue?: string;
            overdue: boolean;
        };
        CaseList: {
            items: components["schemas"]["CaseLine"][];
            nextCursor?: string;
            total: number;
        };
        Case: {
            id: string;
            number: string;
            kind: components["schemas"]["Right"];
            /** @enum {string} */
            scope: "person" | "account";
            status: components["schemas"]["Status"];
            /** Format: date-time */
            filedAt?: string;
            /** Format: date */
            dueBy?: string;
            /** Format: date */
            staffDue?: string;
            overdue: boolean;
            /**
             * Format: date-time
             * @description Work on an erasure may begin then.
             */
            holdUntil?: string;
            title: string;
            /** @description What was asked for, in the words of the receipt. */
            text: string;
            person: {
                id: string;
                name: string;
                accountId: string;
            };
            received?: components["schemas"]["Received"];
            marks: {
                kind: string;
                /** Format: date-time */
                at: string;
                reason: string;
                /** Format: date */
                until?: string;
            }[];
            messages: {
                id: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                from: "user" | "staff" | "system";
                text: string;
            }[];
            files: {
                id: string;
                name: string;
                size: number;
                sha256: string;
            }[];
            outcomes: components["schemas"]["Outcome"][];
            /** @description What may be done with it now. */
            actions: components["schemas"]["StaffAction"][];
        };
        Law: {
            law: string;
            article?: string;
        };
        /** @description The answer to one item. `refused` and `kept` name the law; `kept` names the day, and `forwarded` says to whom in its text. */
        Outcome: {
            label: string;
            /** @enum {string} */
            kind: "done" | "partly" | "refused" | "kept" | "forwarded";
            text: string;
            /** Format: date */
            until?: string;
            law?: components["schemas"]["Law"];
            category?: string;
        };
        View: {
            /** @description Why, as the person will read it. */
            reason: string;
        };
        StaffMessage: {
            text: string;
        };
        Extension: {
            reason: string;
            /** @description In the unit of the rule; without it as long as the law lets. */
            by?: number;
        };
        CaseAnswer: {
            text?: string;
            outcomes: components["schemas"]["Outcome"][];
        };
        Refusal: {
            reason: string;
            law: components["schemas"]["Law"];
        };
        /** @description How a request came that was not filed in the account area. */
        Received: {
            /** @enum {string} */
            by: "paper" | "email";
            /**
             * Format: date
             * @description The day of receipt in Moscow, not in the future.
             */
            on: string;
            /** @description By which paper the person was identified; never a number of it. */
            paper: string;
        };
        NewCase: {
            /** @description Id of the person in the directory. */
            person: string;
            account: string;
            kind: components["schemas"]["Right"];
            /** @description What the person wrote, as it was written. */
            text: string;
            categories?: string[];
            received: components["schemas"]["Received"];
        };
        Mailing: {
            /** @description The mailing system's own id of the mailing. A person is sent one email of it. */
            id: string;
            /** @description An id of a topic of the policy. */
            topic: string;
            /** @description The subject as people read it. Without `en` the Russian one is shown in both languages. */
            subject: {
                ru: string;
                en?: string;
            };
            addresses: string[];
        };
        NoticeRecipients: {
            /** @description False where the owner gets it because nobody else was chosen. */
            chosen: boolean;
            items: components["schemas"]["NoticeRecipient"][];
        };
        NoticeRecipient: {
            /** @description The id in the directory. */
            person: string;
            /** @enum {string} */
            role: "owner" | "admin" | "finance" | "user";
            /** @description The email address of the directory. */
            address: string;
        };
        Permissions: {
            /**
             * Format: date-time
             * @description Until when the answers hold.
             */
            sendBy: string;
            items: components["schemas"]["AddressPermission"][];
        };
        AddressPermission: components["schemas"]["AllowedAddress"] | components["schemas"]["RefusedAddress"];
        AllowedAddress: {
            /** @description As it was submitted. */
            address: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            result: "allowed";
            /** @description Opaque, for opting out. */
            token: string;
            /** @description Headers of the email (RFC 2369 and RFC 8058), as they are. */
            headers: {
                "List-Unsubscribe": string;
                "List-Unsubscribe-Post": string;
            };
        };
        RefusedAddress: {
            /** @description As it was submitted. */
            address: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            result: "refused";
            /**
             * @description `unknown`: nobody has the address; `suppressed`: a «no» was said for the address; `objection`, `no-consent`, `off`: what the person has decided, or never has; `not-a-customer`: every contract has ended; `duplicate`: the address is in the list already.
             * @enum {string}
             */
            reason: "unknown" | "suppressed" | "objection" | "no-consent" | "off" | "not-a-customer" | "duplicate";
        };
    };
    responses: {
        /** @description A problem. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        Id: string;
        /** @description A new UUID for each intended action; kept 24 hours. */
        Key: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCases: {
        parameters: {
            query?: {
                /** @description `open`: not answered yet; `overdue`: not answered and late. */
                state?: "open" | "overdue" | "all";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
        };
    };
    registerCase: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCase"];
            };
        };
        responses: {
            /** @description The case. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    viewCase: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["View"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    takeCase: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    sendQuestion: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffMessage"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    writeMessage: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffMessage"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    extendCase: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Extension"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    answerCase: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseAnswer"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    refuseCase: {
        parameters: {
            query?: never;
            header: {
                /** @description A new UUID for each intended action; kept 24 hours. */
                "Idempotency-Key": components["parameters"]["Key"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        responses: {
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    permitLetters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Mailing"];
            };
        };
        responses: {
            /** @description An answer to each address, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Permissions"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getNoticeRecipients: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the account in the directory. */
                account: string;
                kind: "billing" | "services" | "security";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At least one person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeRecipients"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
