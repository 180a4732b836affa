/* eslint-disable */
// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, in which account, and what they may do */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch to another account of the same user */
        post: operations["switchAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that it is you: a fresh sign-in that holds for 10 minutes
         * @description A wrong secret is `validation` at `/secret`; five wrong ones in 10 minutes are `rate-limited`. With `panel` no secret is sent: the panel has asked the person, and its newer session says when; `validation` at `/method` while it has not. With `email-code` the secret is the code from the email: it confirms its `action` in its session and nothing else, once. A code that has ended, was used or was sent for something else is `validation` at `/secret` with the code `expired`.
         */
        post: operations["stepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/step-up/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a code by email that confirms one action
         * @description Six digits, valid for 10 minutes, for the method `email-code` of `POST /session/step-up` in the same session; a newer code for the same action ends the former one. The email goes to the address of the person in the account area, if it has been theirs for 30 days. A code never opens a passport, a copy or an erasure without waiting. What cannot be confirmed this way is `validation` at `/action`, with the reason of `UnavailableMethod` as its code. Another code may be sent a minute later, and ten in a day; until then, and after five wrong secrets, `rate-limited`.
         */
        post: operations["sendStepUpCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The passkeys of the person, newest first
         * @description Where `offered` is false none can be added or used here; those there are can be removed.
         */
        get: operations["listPasskeys"];
        put?: never;
        /**
         * Add a passkey that the browser has made
         * @description For the challenge of `POST /session/passkeys/options`, in the same session, within five minutes. What does not fit is `validation` at `/credential`. Needs a fresh sign-in, which no code by email gives. The person is notified by email.
         */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A challenge for a new passkey, or for a step-up by one
         * @description Holds five minutes, for this session, once. `creation` is for `PublicKeyCredential.parseCreationOptionsFromJSON`, `request` for `parseRequestOptionsFromJSON` (Web Authentication, Level 3). Where passkeys are not offered, or the person has none for a step-up, `validation` at `/for`.
         */
        post: operations["createPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey, such as a lost one
         * @description The other methods stay. 204 also where there is none of this id.
         */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the data of the person can be reached by
         * @description Sessions, API tokens and connected tools where the panel gives them (`panel: known`), copies that repeat, and links to files of copies that work without a session. Passkeys confirm and open nothing: they are listed by `GET /session/passkeys`.
         */
        get: operations["listGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session, a token, a tool, a repetition or the links to a file
         * @description It holds from this answer on. 204 also where there is none of this id.
         */
        delete: operations["revokeGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has access to the account that the person works in */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What needs the customer’s attention, and the live figure of every area */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What has changed since the person was last here
         * @description The last visit is the newest own action (`listOwnActions`) that is at least eight hours old. Derived: steps of cases, copies, the policy, mailings, who opened the data, what was handed over. Newest first.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The register: categories, purposes, bases, systems, recipients, retention and what the policy leaves open */
        get: operations["getRegister"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What will be deleted in the coming 90 days, by computed date */
        get: operations["listDeletions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search everything the user may see
         * @description POST, so that what was typed is in no URL or log. Changes nothing.
         */
        post: operations["searchRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register/{category}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One category: its details with masked values and provenance */
        get: operations["getCategory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register/{category}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of a category: filtered, sorted, by cursor or by position */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register/{category}/records/{record}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record, as the list has it */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register/{category}/records/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Free-text search in the records of a category */
        post: operations["searchRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register/{category}/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show one masked value; written to the access log
         * @description Takes no idempotency key. A value that was shown must be stored nowhere, so each showing is asked for, checked and logged anew.
         */
        post: operations["revealValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Information on the processing at this instant */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at the data, newest first */
        get: operations["listAccessLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-log/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was made in the name of the person, newest first
         * @description Copies made and downloaded, links, values shown, consents, mailings, requests, sign-ins. Derived from the rows that keep them.
         */
        get: operations["listOwnActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-log/actions/{id}/disown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * «This was not me»: stops what can be stopped and files a complaint
         * @description In the same answer a copy is revoked and its files deleted, a part link ends, a mailing is turned off, a consent is withdrawn, a request is withdrawn, the step-up ends. The action is attached to the open complaint of the person, or a complaint is filed with it. An action that was disowned before gets the same answer, and nothing is done again.
         */
        post: operations["disownAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disclosures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was handed to whom, as far as it may be told */
        get: operations["listDisclosures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/estimates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How much an export would hold, before it is made */
        post: operations["estimateExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exports, newest first; kept after their files are gone */
        get: operations["listExports"];
        put?: never;
        /** Make an export */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One export with its progress, parts and digests */
        get: operations["getExport"];
        put?: never;
        post?: never;
        /** Revoke: the files are destroyed, the history stays */
        delete: operations["revokeExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Progress as server-sent events
         * @description Each event is named `export`, its data is an Export as JSON, its id grows. A comment line goes out every 2 s. `Last-Event-ID` resumes. The stream ends with the final state.
         */
        get: operations["streamExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Collect once more what failed, and only that */
        post: operations["retryExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop while it is being made */
        post: operations["cancelExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/repetition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make the copy again by itself, every month or every three, for a year */
        put: operations["repeatExport"];
        post?: never;
        /** Stop repeating; the copies that were made stay */
        delete: operations["endExportRepetition"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an export prepared by an admin begin */
        post: operations["approveExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse an export prepared by an admin */
        post: operations["declineExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/parts/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a part; ranges resume a broken download
         * @description HEAD has the status and the headers of GET and is no download. Since its answer has no body, its 403 means `step-up-required` and nothing else.
         */
        get: operations["downloadPart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/parts/{n}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link for one part and user, for hosts with bearer tokens */
        post: operations["createPartLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed since another export, by the kinds of data that both hold */
        get: operations["getExportChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Topics, service notices, latest letters */
        get: operations["getMailings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailings/subscriptions/{topic}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switch a topic
         * @description Off acts at once. On needs an advertising consent; without one, send it in the same body.
         */
        put: operations["setSubscription"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailings/notices/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set who of the account gets a kind of service notice
         * @description Replaces the recipients. Setting what is set already changes nothing and is a success, whatever the `etag`. The change is an entry of the access log, and the owner of the account is notified by email.
         */
        put: operations["setNoticeRoute"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailings/unsubscribe-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop all mailings: one press, no question */
        post: operations["unsubscribeAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailings/changes/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo an opt-out within 10 minutes */
        post: operations["undoMailingChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailings/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every change, newest first: when, who, from where */
        get: operations["listMailingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailings/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Letters sent, with the reason for each */
        get: operations["listLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a letter’s link would stop; changes nothing */
        get: operations["getUnsubscribe"];
        put?: never;
        /**
         * Stop the topic of this letter (RFC 8058 one-click, and the page’s own form)
         * @description Members of the query and fields of the form that are not named here are passed over; white space around values, a line end after the last one included, does not count. A body without a `Content-Type`, or with `text/plain`, is read as `application/x-www-form-urlencoded`.
         */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribe/{token}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo, within 10 minutes */
        post: operations["undoUnsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accountability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who answers for the data, how requests are answered, and incidents */
        get: operations["getAccountability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rights, whether each fits each purpose, and the dates that would apply */
        get: operations["getRights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rights/erasure/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What erasure would do, by category, system and year
         * @description Changes nothing.
         */
        post: operations["previewErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests, newest first */
        get: operations["listRequests"];
        put?: never;
        /** Begin a draft */
        post: operations["createRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request, whole */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        /** Delete a draft */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        /** Save a draft */
        patch: operations["updateDraft"];
        trace?: never;
    };
    "/requests/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** File the request */
        post: operations["submitRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to the staff in this case */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that the notices of an extension were read
         * @description The person who wrote the request has it on the screen, so a notice that no mail server accepted has reached them. For everybody else, and when every notice has reached them, nothing changes.
         */
        post: operations["readNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw */
        post: operations["withdrawRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask another member of staff to look again */
        post: operations["appealRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** File a case prepared by an admin */
        post: operations["approveRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not file a case prepared by an admin */
        post: operations["declineRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce a file
         * @description Up to 10 files of 20 MB each. Names are kept as text and never used as a path.
         */
        post: operations["createAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/attachments/{aid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file */
        get: operations["downloadAttachment"];
        put?: never;
        post?: never;
        /** Remove a file before it was looked at */
        delete: operations["deleteAttachment"];
        options?: never;
        /** How much of a file has arrived */
        head: operations["getUploadOffset"];
        /** Send the next chunk, at most 1 MB */
        patch: operations["uploadChunk"];
        trace?: never;
    };
    "/requests/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The confirmation of filing, with a digest */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole case as one ZIP */
        get: operations["getCaseArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consents with the text of their time, documents in force, objections, tools */
        get: operations["listConsents"];
        put?: never;
        /** Give a consent: a document of its own */
        post: operations["giveConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw, as easily as it was given */
        post: operations["withdrawConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/{id}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep the wording agreed to, and be asked about the newer one no more
         * @description Changes no processing. The newer wording can still be agreed to with `giveConsent`; a wording after it is asked about again. Of the wording agreed to there is nothing to decline: 200, and nothing is changed.
         */
        put: operations["declineRenewal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/objections/{purpose}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Object to a purpose, or take the objection back */
        put: operations["setObjection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/objections/{purpose}/tools/{tool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Opt out of one analytics tool */
        put: operations["setToolObjection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of the policy, newest first */
        get: operations["listPolicyVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version in plain words, and what it changed */
        get: operations["getPolicyVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/acknowledgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a version was seen */
        post: operations["acknowledgePolicy"];
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
        /** @description The id of a category, group, purpose, source, recipient, system or tool. An open list: another one is a change of data, never of this file. */
        OpenId: string;
        /** @enum {string} */
        Role: "owner" | "admin" | "finance" | "user";
        /**
         * @description `person`: data about the signed-in user alone. `account`: everything this role may see in the account, the user’s own data included.
         * @enum {string}
         */
        Scope: "person" | "account";
        /** @enum {string} */
        Jurisdiction: "RU" | "BY";
        /** @enum {string} */
        LegalBasis: "contract" | "legal-requirement" | "legitimate-interest" | "consent";
        /** @enum {string} */
        RightKind: "access" | "rectification" | "erasure" | "restriction" | "portability" | "objection" | "consent-withdrawal" | "complaint";
        /** @enum {string} */
        RequestStatus: "draft" | "awaiting_owner" | "submitted" | "in_work" | "needs_user" | "answered" | "appealed" | "closed" | "withdrawn";
        /** @enum {string} */
        ExportStatus: "awaiting_owner" | "queued" | "collecting" | "packing" | "ready" | "partly_ready" | "failed" | "expired" | "revoked" | "cancelled";
        /** @enum {string} */
        Capability: "person.view" | "account.profile.view" | "account.billing.view" | "account.all.view" | "users.names.view" | "export.person" | "export.account" | "export.account.prepare" | "export.billing" | "request.person" | "request.account" | "request.account.prepare" | "erasure.account" | "accesslog.own" | "accesslog.account" | "notices.route.all" | "notices.route.billing" | "notices.route.own" | "correspondence.consent";
        /**
         * @description The closed list of what can go wrong. The status of each: validation 400, session-expired 401, forbidden, csrf and step-up-required 403, not-found 404, conflict, illegal-transition and already-open 409, gone 410, stale 412, too-large 413, unsupported-media 415, range 416, key-reused and not-eligible 422, rate-limited 429, internal 500, maintenance and source-unavailable 503.
         * @enum {string}
         */
        ProblemType: "/problems/validation" | "/problems/not-found" | "/problems/forbidden" | "/problems/session-expired" | "/problems/step-up-required" | "/problems/csrf" | "/problems/conflict" | "/problems/stale" | "/problems/key-reused" | "/problems/illegal-transition" | "/problems/already-open" | "/problems/not-eligible" | "/problems/rate-limited" | "/problems/too-large" | "/problems/unsupported-media" | "/problems/range" | "/problems/gone" | "/problems/maintenance" | "/problems/source-unavailable" | "/problems/internal";
        /** @description RFC 9457 problem details. */
        Problem: {
            type: components["schemas"]["ProblemType"];
            title: string;
            status: number;
            /** @description Plain words in the language asked for. */
            detail?: string;
            /** Format: uri-reference */
            instance?: string;
            /** @description Shown to the customer for support. */
            requestId: string;
            errors?: {
                /** @description JSON Pointer into the body, or `query/…`, `header/…`. */
                pointer: string;
                detail: string;
                code: string;
            }[];
            /** @description forbidden: who may. */
            roles?: components["schemas"]["Role"][];
            /** @description step-up-required: how to confirm. */
            methods?: components["schemas"]["StepUpMethod"][];
            /** @description step-up-required: what is to be confirmed. */
            action?: components["schemas"]["StepUpAction"];
            /** @description step-up-required: methods that cannot be used for this action or this person now. */
            unavailable?: components["schemas"]["UnavailableMethod"][];
            /** @description illegal-transition: the present state. */
            state?: string;
            /** @description illegal-transition: actions that are possible now. */
            allowed?: string[];
            /** @description already-open. */
            openRequestId?: string;
            /** @description not-eligible: a reason code. */
            reason?: string;
            /** @description not-eligible: the right that fits. */
            alternative?: string;
            /** @description source-unavailable. */
            system?: components["schemas"]["OpenId"];
            /** @description stale: the tag of the version the server has now. */
            currentEtag?: string;
            /** @description conflict of an upload: the byte to go on from, as in `Upload-Offset`. */
            offset?: number;
            /** @description rate-limited, maintenance, source-unavailable: seconds to wait, as in `Retry-After`. */
            retryAfter?: number;
        };
        Money: {
            amount: string;
            currency: string;
        };
        /** @description Where a fact comes from. */
        Fact: {
            /**
             * @description Who says so. What is `assumed` is never shown as a promise.
             * @enum {string}
             */
            source: "policy" | "law" | "operator" | "assumed";
            /** Format: date */
            asOf: string;
            confirmed: boolean;
            note?: string;
        };
        Named: {
            id: string;
            label: string;
            /** @description The legal term, shown small beside the plain label. */
            term?: string;
        };
        /** @description A system that the answer lacks, or knows from before. The rest of the answer is complete. */
        PartialSource: {
            system: components["schemas"]["OpenId"];
            label: string;
            /**
             * Format: date-time
             * @description When this system last answered; what is shown of it is of that time. Absent for a system that never answered, or was never connected.
             */
            lastGoodAt?: string;
            /**
             * @description Absent when the system does not answer. `not-searched`: it answers and cannot look for words, so none of its records are among what was found. `not-connected`: it was never connected to this server, or not for this kind of data, and nothing of it is known.
             * @enum {string}
             */
            reason?: "not-searched" | "not-connected";
        };
        /** @description A law as data, the same in every language; whoever shows it writes it in the words of the reader. */
        LawReference: {
            /** @description The number of the act as it is published, such as 152-ФЗ. */
            law: string;
            /** @description The article, its part and item, such as ст. 14 ч. 7 п. 4. */
            article?: string;
        };
        Attention: {
            id: string;
            /** @enum {string} */
            kind: "needs-user" | "awaiting-owner" | "export-ready" | "export-expiring" | "export-failed" | "export-partly" | "policy-changed" | "consent-renewal" | "overdue";
            requestId?: string;
            exportId?: string;
            policyVersion?: string;
            number?: string;
            /** @description A sentence from the data (the question of the staff, for example), in the language asked for. */
            text?: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            until?: string;
        };
        StepUpMethod: {
            /**
             * @description `code`: from an app; `email-code`: from an email that `POST /session/step-up/code` sends; `panel`: the panel asks the person itself, and the answer holds from when it last did; `passkey`: one that was added here.
             * @enum {string}
             */
            id: "password" | "code" | "email-code" | "panel" | "passkey";
            label: string;
            /** @description email-code: says which address a code goes to, masked. */
            hint?: string;
        };
        UnavailableMethod: {
            /** @enum {string} */
            id: "email-code";
            /**
             * @description `action`: a code by email never confirms this; `session`: the panel names no session to bind a code to; `address-new`: the address has not been the person's for 30 days yet.
             * @enum {string}
             */
            reason: "action" | "session" | "no-address" | "address-age-unknown" | "address-new";
            /** @description Plain words in the language asked for. */
            detail: string;
            /**
             * Format: date-time
             * @description address-new: from when it can be used.
             */
            from?: string;
        };
        /**
         * @description What a step-up confirms. `download-copy` is a part of a copy that holds sensitive data.
         * @enum {string}
         */
        StepUpAction: "show-passport" | "show-message" | "download-copy" | "give-consent" | "file-erasure" | "file-erasure-without-hold" | "add-passkey";
        Grants: {
            /**
             * @description Whether the panel gives its sessions, tokens and tools. With `not-connected` none of them is listed.
             * @enum {string}
             */
            panel: "known" | "not-connected";
            items: components["schemas"]["Grant"][];
        };
        Grant: {
            id: string;
            /** @enum {string} */
            kind: "session" | "api-token" | "tool" | "repetition" | "part-link";
            /** @description A browser and its system, the name of a token or a tool, the number of a copy. */
            label: string;
            /** @description Where it was used last. */
            place?: string;
            /** Format: date-time */
            createdAt?: string;
            /**
             * Format: date-time
             * @description When it was last used.
             */
            usedAt?: string;
            /**
             * Format: date-time
             * @description When it ends by itself.
             */
            until?: string;
            /** @description The session this request comes from. */
            current?: boolean;
            /** @description False for the present session, which signing out ends. */
            revocable: boolean;
            reference?: {
                /** @enum {string} */
                kind: "export";
                id: string;
                label: string;
            };
        };
        Passkeys: {
            /** @description Whether passkeys can be added and used here. */
            offered: boolean;
            items: components["schemas"]["Passkey"][];
        };
        Passkey: {
            id: string;
            /** @description What the person has named it. */
            label: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last used.
             */
            usedAt?: string;
        };
        NewPasskey: {
            label: string;
            credential: components["schemas"]["PasskeyCredential"];
        };
        /** @description What `navigator.credentials.create` gives, as base64url. */
        PasskeyCredential: {
            id: string;
            clientDataJSON: string;
            attestationObject: string;
        };
        /** @description What `navigator.credentials.get` gives, as base64url. */
        PasskeyAssertion: {
            id: string;
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
        };
        NewPasskeyOptions: {
            /** @enum {string} */
            for: "registration" | "step-up";
        };
        CredentialDescriptor: {
            /** @enum {string} */
            type: "public-key";
            id: string;
        };
        PasskeyOptions: {
            /** Format: date-time */
            expiresAt: string;
            creation?: {
                challenge: string;
                rp: {
                    id: string;
                    name: string;
                };
                user: {
                    id: string;
                    name: string;
                    displayName: string;
                };
                pubKeyCredParams: {
                    /** @enum {string} */
                    type: "public-key";
                    alg: number;
                }[];
                /** @description Milliseconds. */
                timeout: number;
                excludeCredentials: components["schemas"]["CredentialDescriptor"][];
                authenticatorSelection: {
                    /** @enum {string} */
                    residentKey: "preferred";
                    /** @enum {string} */
                    userVerification: "required";
                };
                /** @enum {string} */
                attestation: "none";
            };
            request?: {
                challenge: string;
                rpId: string;
                /** @description Milliseconds. */
                timeout: number;
                allowCredentials: components["schemas"]["CredentialDescriptor"][];
                /** @enum {string} */
                userVerification: "required";
            };
        };
        NewStepUpCode: {
            action: components["schemas"]["StepUpAction"];
        };
        StepUpCode: {
            /** @description The address that the code goes to, masked. */
            sentTo: string;
            /** Format: date-time */
            sentAt: string;
            /**
             * Format: date-time
             * @description Another code may be sent then.
             */
            nextAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        AccountRef: {
            id: string;
            code: string;
            name: string;
            /** @enum {string} */
            kind: "legal" | "natural";
            role: components["schemas"]["Role"];
        };
        AccountAccess: {
            /** @description Everybody with a role in the account; only the caller where the role does not show the others. */
            members: {
                name: string;
                role: components["schemas"]["Role"];
                self: boolean;
            }[];
            /** @description The roles that see the names and roles of all. */
            visibleTo: components["schemas"]["Role"][];
        };
        Session: {
            account: components["schemas"]["AccountRef"];
            user: {
                id: string;
                name: string;
                initials: string;
            };
            role: components["schemas"]["Role"];
            capabilities: components["schemas"]["Capability"][];
            /** @description The scopes this user may choose, the default one first. */
            scopes: components["schemas"]["Scope"][];
            /** @enum {string} */
            locale: "ru" | "en";
            jurisdiction: components["schemas"]["Jurisdiction"];
            /** @description Accounts the user may switch to, the present one included. */
            accounts: components["schemas"]["AccountRef"][];
            stepUp: {
                fresh: boolean;
                /**
                 * Format: date-time
                 * @description The confirmation holds until then (10 minutes).
                 */
                until?: string;
                /** @description Methods that confirm every action; `email-code` is offered by `step-up-required`, which knows the action. */
                methods: components["schemas"]["StepUpMethod"][];
            };
            /** @description Sent back as X-CSRF-Token with every write; absent for bearer tokens. */
            csrfToken?: string;
            /**
             * Format: date-time
             * @description The server’s clock; days left are counted from it.
             */
            now: string;
            policyToAcknowledge?: string;
            /**
             * Format: date-time
             * @description When the sign-in ends unless it is prolonged; left out where that is not known. Reading the session does not prolong it. The module reads the session again before it warns, so a token that the panel renews in time causes no warning.
             */
            expiresAt?: string;
        };
        SwitchAccount: {
            accountId: string;
        };
        StepUp: {
            /** @enum {string} */
            method: "password" | "code" | "email-code" | "panel" | "passkey";
            /** @description Required but for `panel` and `passkey`. */
            secret?: string;
            /** @description Required for `passkey`. */
            passkey?: components["schemas"]["PasskeyAssertion"];
            /** @description Required for `email-code`. */
            action?: components["schemas"]["StepUpAction"];
        };
        StepUpResult: {
            /** Format: date-time */
            until: string;
        };
        Deadline: {
            rule: string;
            label: string;
            /**
             * Format: date
             * @description The day the answer is due, counted in Europe/Moscow.
             */
            date: string;
            /**
             * Format: date
             * @description The working day the staff must be done by.
             */
            staffDate: string;
            law: string;
            article: string;
            /** @description false: counted by the stricter reading, shown as «срок уточняется». */
            confirmed: boolean;
            /** @enum {string} */
            from: "receipt" | "proof" | "detection" | "withdrawal" | "purpose-reached";
            /** Format: date */
            fromDate: string;
            n: number;
            /** @enum {string} */
            unit: "workday" | "day" | "month" | "at-once";
            /** Format: date */
            extendedDate?: string;
            /** @description false: no working calendar for that year, weekends only. */
            calendarKnown: boolean;
            /** @description false: the calendar of a year on the way is not confirmed, the date is shown as «срок уточняется». Absent: confirmed. */
            calendarConfirmed?: boolean;
        };
        RequestSummary: {
            id: string;
            number: string;
            kind: components["schemas"]["RightKind"];
            scope: components["schemas"]["Scope"];
            status: components["schemas"]["RequestStatus"];
            title: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            submittedAt?: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date */
            dueBy?: string;
            deadlines: components["schemas"]["Deadline"][];
            marks: components["schemas"]["Mark"][];
            /**
             * @description Whose turn it is.
             * @enum {string}
             */
            turn: "user" | "owner" | "staff" | "nobody";
        };
        Mark: {
            /** @enum {string} */
            kind: "extended" | "overdue" | "blockedData" | "legalHold";
            /** Format: date-time */
            at: string;
            reason: string;
            /** Format: date */
            until?: string;
            /** @description false: `until` rests on a rule that is not confirmed, shown as «срок уточняется». Absent: confirmed. */
            confirmed?: boolean;
        };
        ChangeList: {
            /**
             * Format: date-time
             * @description The last visit; missing where none is known.
             */
            since?: string;
            items: {
                id: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "request" | "export" | "policy" | "mailing" | "access" | "disclosure";
                text: string;
                /** @description The id of the request, the copy or the version of the policy. */
                reference?: string;
            }[];
        };
        Overview: {
            /** @description What has changed since the last visit (`listChanges`); missing where no visit is known. */
            changes?: {
                /** Format: date-time */
                since: string;
                total: number;
            };
            /** Format: date-time */
            asOf: string;
            attention: components["schemas"]["Attention"][];
            nextDeadline?: components["schemas"]["RequestSummary"];
            cards: {
                data: {
                    /** @description Kinds of data in which something is kept; hidden ones count. */
                    categories: number;
                    /** @description Single values in all kinds that are visible. */
                    fields: number;
                    /** @description Records in all kinds that are visible. */
                    records: number;
                    /** @description Kinds of data hidden for this role. */
                    hidden: number;
                    /** @description Kinds of data of which nothing was found while a system of theirs is not connected. They are not in `categories`; absent when there are none. */
                    notConnected?: number;
                };
                exports: {
                    ready: number;
                    running: number;
                    total: number;
                    /** Format: date-time */
                    lastAt?: string;
                };
                mailings: {
                    on: number;
                    total: number;
                };
                requests: {
                    open: number;
                    /** @description Waiting for the customer. */
                    waiting: number;
                    total: number;
                };
                consents: {
                    given: number;
                    total: number;
                };
            };
            /** @description The latest three. */
            accessLog: components["schemas"]["AccessEntry"][];
            partial: components["schemas"]["PartialSource"][];
        };
        Purpose: {
            id: components["schemas"]["OpenId"];
            label: string;
            term?: string;
            description: string;
            basis: components["schemas"]["LegalBasis"];
            group: components["schemas"]["OpenId"];
            fact: components["schemas"]["Fact"];
            /** @description Nothing is processed for it now; absent when something is. */
            halted?: {
                /**
                 * @description An objection was accepted, or no consent is in force.
                 * @enum {string}
                 */
                because: "objection" | "no-consent";
                /**
                 * Format: date-time
                 * @description Since when; absent when there never was a consent.
                 */
                at?: string;
            };
        };
        Basis: {
            id: components["schemas"]["LegalBasis"];
            label: string;
            term: string;
            explanation: string;
            law?: components["schemas"]["LawReference"];
        };
        System: {
            id: components["schemas"]["OpenId"];
            /** @description What the system is for, in the customer's words: billing, support. */
            label: string;
            /** @description What the system itself is called; shown small, beside the label. */
            term?: string;
            description: string;
            /** @enum {string} */
            keeper: "operator" | "third-party" | "customer";
            fact: components["schemas"]["Fact"];
        };
        Source: {
            id: components["schemas"]["OpenId"];
            label: string;
        };
        Recipient: {
            id: components["schemas"]["OpenId"];
            label: string;
            what: string;
            why: string;
            basis?: components["schemas"]["LegalBasis"];
            /** @description What the policy says of the basis, or that it says nothing. */
            basisNote: string;
            crossBorder: {
                /**
                 * @description `none`: the data does not leave the country. `not-stated`: nobody has said whether it does.
                 * @enum {string}
                 */
                status: "possible" | "none" | "not-stated";
                /** @description Countries the data goes to, in the language of the answer; empty where none is named. */
                countries: string[];
                note: string;
                /** @description What the operator has stated of each country; left out where nothing is stated. */
                transfers?: {
                    country: string;
                    /**
                     * @description Whether the country protects personal data adequately (152-FZ, article 12).
                     * @enum {string}
                     */
                    protection: "adequate" | "not-adequate" | "not-stated";
                    /** @description Why data may go there. */
                    ground?: string;
                }[];
            };
            /** @description The companies of this class, where the operator names them. */
            members?: components["schemas"]["Company"][];
            /** @description `members` are those of the customer’s own services; other companies of the class are left out. */
            ownMembers?: boolean;
            /** @description Described in general only: single transfers are not listed. */
            generalOnly?: boolean;
            openList: boolean;
            fact: components["schemas"]["Fact"];
            /** Format: uri-reference */
            url?: string;
        };
        /** @description A company that receives data, as the operator names it. */
        Company: {
            name: string;
            /** @description For which service. */
            what?: string;
            country?: string;
        };
        Tool: {
            id: components["schemas"]["OpenId"];
            label: string;
            category: components["schemas"]["OpenId"];
            recipient: components["schemas"]["OpenId"];
            what: string[];
            /** @description false: about the site rather than a person. */
            aboutPerson: boolean;
            /** Format: uri-reference */
            url?: string;
            openList: boolean;
            retention: components["schemas"]["RetentionRule"];
        };
        /** @description Something the policy does not say. */
        Gap: {
            id: string;
            title: string;
            text: string;
            categories: components["schemas"]["OpenId"][];
            purposes?: components["schemas"]["OpenId"][];
            /** @description When the operator was asked about it. Missing while nobody has asked. */
            asked?: {
                /** Format: date */
                at: string;
                /**
                 * @description `assumed` is an example and shown as one.
                 * @enum {string}
                 */
                source: "operator" | "assumed";
            };
        };
        /** @description What an operator owes to anybody who asks. Numbers are of all customers together and name nobody. */
        Accountability: {
            /** Format: date-time */
            asOf: string;
            contact: {
                /** @description A role, never a private name. */
                role: string;
                channel: string;
                /** @description Missing when they are not published. */
                hours?: string;
                /** Format: uri */
                url: string;
                fact: components["schemas"]["Fact"];
            };
            /** @description Requests answered since `from`. With few of them only their number is told. */
            requests: {
                /** Format: date */
                from: string;
                answered: number;
                onTime?: number;
                /** @description Calendar days from filing to the answer. */
                medianDays?: number;
                refusals: {
                    law: components["schemas"]["LawReference"];
                    count: number;
                }[];
            };
            incidents: {
                id: string;
                /** Format: date */
                on: string;
                what: string;
                done: string;
                categories: components["schemas"]["OpenId"][];
            }[];
        };
        RetentionRule: {
            id: string;
            /** @enum {string} */
            kind: "fixed" | "while-contract-plus-law" | "set-by-tool" | "unspecified";
            label: string;
            period?: string;
            startsAt?: {
                event: string;
                label: string;
                /** Format: date */
                date?: string;
            };
            /** Format: date */
            until?: string;
            law?: {
                title: string;
                article?: string;
                years?: number;
            };
            /** Format: uri-reference */
            url?: string;
            note: string;
            fact: components["schemas"]["Fact"];
        };
        /** @description Something about this kind of data that deserves its own honest explanation. */
        Special: {
            id: string;
            label: string;
            text: string;
            /** @description The kind of record it explains. */
            kind?: string;
            /** @description A copy may be made without records of `kind` (`leftOut`). */
            ownChoice?: boolean;
        };
        Category: {
            id: components["schemas"]["OpenId"];
            group: components["schemas"]["OpenId"];
            label: string;
            term: string;
            /** @description A short heading in the customer’s words. */
            question: string;
            holds: string;
            /** @description Empty where the policy does not name the category. */
            policySection: string;
            /** @enum {string} */
            visibility: "visible" | "hidden";
            visibleTo?: components["schemas"]["Role"][];
            /** @description Absent when hidden, and when no system of the kind is connected. */
            records?: number;
            /** @description Single values that this role may see; absent when the kind is hidden, and when no system of the kind is connected. */
            fields?: number;
            /** @description Those of `systems` that were never connected, or not for this kind of data: the numbers speak of the other systems. Absent when all are connected, and when the kind is hidden. */
            notConnected?: components["schemas"]["OpenId"][];
            /** @description true: all its systems have answered, and nothing of it is kept. Left out otherwise. */
            empty?: boolean;
            /** @description materials only */
            bytes?: number;
            purposes: components["schemas"]["OpenId"][];
            sources: components["schemas"]["OpenId"][];
            systems: components["schemas"]["OpenId"][];
            systemsFact: components["schemas"]["Fact"];
            recipients: components["schemas"]["OpenId"][];
            tools?: components["schemas"]["OpenId"][];
            retention: components["schemas"]["RetentionRule"][];
            providedByCustomer: boolean;
            specials: components["schemas"]["Special"][];
            openList: boolean;
            /** @description The purpose of the consent that shows the hidden text. */
            consentNeeded?: components["schemas"]["OpenId"];
        };
        Register: {
            scope: components["schemas"]["Scope"];
            /** Format: date-time */
            asOf: string;
            policyVersion: string;
            controller: {
                name: string;
                legalName: string;
                /** Format: uri-reference */
                contactsUrl: string;
            };
            /** @description What the policy covers. */
            policyScope: string[];
            humanHelp: string;
            automatedDecisions: string;
            groups: components["schemas"]["Named"][];
            categories: components["schemas"]["Category"][];
            purposes: components["schemas"]["Purpose"][];
            bases: components["schemas"]["Basis"][];
            sources: components["schemas"]["Source"][];
            systems: components["schemas"]["System"][];
            recipients: components["schemas"]["Recipient"][];
            tools: components["schemas"]["Tool"][];
            gaps: components["schemas"]["Gap"][];
            partial: components["schemas"]["PartialSource"][];
        };
        Hold: {
            reason: string;
            /** Format: date */
            since: string;
            /** Format: date */
            reviewAt?: string;
            /** Format: date */
            until?: string;
        };
        Provenance: {
            system: components["schemas"]["OpenId"];
            /** @description The table of the system that has the value. */
            table?: string;
            /**
             * Format: date-time
             * @description When the server read it.
             */
            readAt: string;
            /** @description Which description of the system it was read by: the beginning of the SHA-256 of the file, which another one has when the description changes. */
            manifest?: string;
        };
        Field: {
            id: string;
            label: string;
            term?: string;
            /** @enum {string} */
            visibility: "visible" | "hidden";
            visibleTo?: components["schemas"]["Role"][];
            /** @description What is shown; masked when `sensitivity` is not open. */
            display?: string;
            /** @enum {string} */
            valueType?: "text" | "date" | "money" | "email" | "phone" | "passport" | "address" | "code";
            /** @enum {string} */
            sensitivity: "open" | "masked" | "step-up";
            source?: {
                id: string;
                label: string;
                /** Format: date */
                at?: string;
                channel?: string;
            };
            systems: components["schemas"]["OpenId"][];
            /** @description Where in its systems the value was read, and when. Absent when it is not known, and for a hidden value. */
            provenance?: components["schemas"]["Provenance"][];
            /** Format: date */
            collectedAt?: string;
            /** Format: date */
            updatedAt?: string;
            purposes: components["schemas"]["OpenId"][];
            recipients: components["schemas"]["OpenId"][];
            retention: components["schemas"]["RetentionRule"];
            aboutThirdParty: boolean;
            correction: {
                /** @enum {string} */
                how: "profile" | "request" | "none";
                note: string;
            };
            /** @description Being checked on the customer’s request. */
            contested?: boolean;
            hold?: components["schemas"]["Hold"];
            history?: {
                /** Format: date-time */
                at: string;
                /** @description Who changed it. */
                by: string;
                /** @description By which way it was changed. Missing when the system does not know it. */
                channel?: string;
                /** @description The value before the change, masked as the value itself. */
                display?: string;
                /** @description The value after the change, masked as the value itself. Missing when the system does not know it. */
                after?: string;
                /** @description The request that the change answers, where the reader may see it. */
                requestId?: string;
            }[];
        };
        RecordKind: {
            id: string;
            label: string;
            count: number;
            hasAmount: boolean;
            note: string;
            /** @description Where records of this kind are read, and when this answer read them. Absent when it is not known. */
            provenance?: components["schemas"]["Provenance"];
        };
        CategoryDetail: {
            /** Format: date-time */
            asOf: string;
            category: components["schemas"]["Category"];
            fields: components["schemas"]["Field"][];
            recordKinds: components["schemas"]["RecordKind"][];
            partial: components["schemas"]["PartialSource"][];
            consent?: {
                given: boolean;
                /** Format: date-time */
                at?: string;
            };
        };
        RecordAttribute: {
            id: string;
            label: string;
            display?: string;
            /** @enum {string} */
            sensitivity: "open" | "masked" | "step-up";
        };
        Record: {
            id: string;
            kind: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: date
             * @description The system keeps a day and no time; `at` is its midnight in Moscow.
             */
            day?: string;
            title: string;
            number?: string;
            amount?: components["schemas"]["Money"];
            status?: components["schemas"]["Named"];
            system: components["schemas"]["OpenId"];
            service?: string;
            /** @description Another person, always masked. */
            counterparty?: string;
            aboutThirdParty: boolean;
            channel?: string;
            /** @enum {string} */
            direction?: "in" | "out";
            bytes?: number;
            seconds?: number;
            /**
             * Format: date-time
             * @description Orders: a specialist looked at it.
             */
            humanCheckedAt?: string;
            /** Format: date */
            deleteOn?: string;
            retention?: components["schemas"]["RetentionRule"];
            hold?: components["schemas"]["Hold"];
            /** @description Classes of recipients in which each record has companies of its own, such as the vendor of a service. */
            recipients?: {
                id: components["schemas"]["OpenId"];
                /** @description What the companies are to the record. */
                label: string;
                /** @description Empty where neither the policy nor the operator names one. */
                members: components["schemas"]["Company"][];
            }[];
            attributes: components["schemas"]["RecordAttribute"][];
        };
        RecordPage: {
            items: components["schemas"]["Record"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
            /** @description Position of the first item in the whole list. */
            offset: number;
            /** Format: date-time */
            asOf: string;
            totals: {
                kind: string;
                label: string;
                count: number;
                amount: components["schemas"]["Money"];
            }[];
            hidden?: {
                visibleTo: components["schemas"]["Role"][];
            };
            partial: components["schemas"]["PartialSource"][];
        };
        RegisterSearch: {
            text: string;
            limit?: number;
        };
        RecordSearch: {
            text: string;
            kind?: string;
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
            thirdParty?: boolean;
            sort?: components["schemas"]["RecordSort"];
            limit?: number;
            offset?: number;
            cursor?: string;
        };
        /** @enum {string} */
        RecordSort: "date" | "-date" | "amount" | "-amount" | "title" | "-title";
        SearchPage: {
            items: components["schemas"]["SearchHit"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
            partial: components["schemas"]["PartialSource"][];
        };
        SearchHit: {
            id: string;
            /** @enum {string} */
            type: "category" | "field" | "record" | "purpose" | "recipient" | "system";
            category?: components["schemas"]["OpenId"];
            label: string;
            context: string;
        };
        Deletion: {
            id: string;
            category: components["schemas"]["OpenId"];
            label: string;
            count: number;
            /** Format: date */
            date: string;
            /** Format: date */
            start: string;
            startLabel: string;
            period: string;
            system: components["schemas"]["OpenId"];
        };
        DeletionPage: {
            items: components["schemas"]["Deletion"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            notComputable: {
                category: components["schemas"]["OpenId"];
                label: string;
                rule: components["schemas"]["RetentionRule"];
            }[];
            partial: components["schemas"]["PartialSource"][];
        };
        /** @description One value: a field, or one attribute of one record. */
        Reveal: {
            field?: string;
            record?: string;
            attribute?: string;
        };
        Revealed: {
            value: string;
            /** Format: date-time */
            revealedAt: string;
            hideAfterSeconds: number;
            logEntryId: string;
        };
        StatementSection: {
            id: string;
            law: components["schemas"]["LawReference"];
            title: string;
            /** @enum {string} */
            state: "stated" | "partly" | "policy-silent";
            paragraphs: string[];
            table?: {
                columns: string[];
                rows: string[][];
            };
            fact: components["schemas"]["Fact"];
        };
        Statement: {
            number: string;
            /** Format: date-time */
            issuedAt: string;
            controller: {
                name: string;
                address?: string;
                /** Format: uri-reference */
                contactsUrl: string;
            };
            subject: {
                name: string;
                accountCode: string;
                accountName: string;
            };
            processingConfirmed: boolean;
            summary: string;
            sections: components["schemas"]["StatementSection"][];
            partial: components["schemas"]["PartialSource"][];
        };
        AccessEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            actor: {
                /** @enum {string} */
                kind: "staff" | "system" | "self" | "user";
                /** @description A role, never a private name. */
                label: string;
            };
            action: {
                id: string;
                label: string;
            };
            category?: components["schemas"]["OpenId"];
            object: string;
            reason: string;
            from: {
                channel: string;
                place?: string;
            };
            scope: components["schemas"]["Scope"];
            reference?: {
                /** @enum {string} */
                kind: "request" | "export" | "ticket";
                id: string;
                label: string;
            };
        };
        AccessLogPage: {
            items: components["schemas"]["AccessEntry"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
            /** @description That the log never implies completeness. */
            notice: string;
            partial: components["schemas"]["PartialSource"][];
        };
        OwnAction: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "copy-made" | "link-made" | "downloaded" | "value-shown" | "consent-given" | "consent-withdrawn" | "mailing-on" | "mailing-off" | "notices-routed" | "request-filed" | "data-changed" | "signed-in";
            label: string;
            from: {
                channel: string;
                place?: string;
            };
            reference?: {
                /** @enum {string} */
                kind: "request" | "export";
                id: string;
                label: string;
            };
            /** @description What «this was not me» stops; missing where there is nothing to stop. */
            stops?: string;
            /** @description What cannot be taken back. */
            cannotStop?: string;
            /** @description The person said that it was not them; the complaint it is attached to. */
            disowned?: {
                /** Format: date-time */
                at: string;
                requestId: string;
                number: string;
            };
        };
        OwnActionPage: {
            items: components["schemas"]["OwnAction"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
        };
        Disowned: {
            action: components["schemas"]["OwnAction"];
            /** @description What was stopped, in words. */
            stopped: string[];
            /** @description What could not be, in words. */
            notStopped: string[];
            /** @description Whether a complaint was filed; false when the action was attached to one that is open. */
            opened: boolean;
        };
        Disclosure: {
            id: string;
            /** Format: date-time */
            at: string;
            recipient: components["schemas"]["OpenId"];
            recipientLabel: string;
            what: string;
            why: string;
            basis?: components["schemas"]["LegalBasis"];
            category?: components["schemas"]["OpenId"];
            crossBorder: string;
        };
        DisclosurePage: {
            items: components["schemas"]["Disclosure"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
            notice: string;
            partial: components["schemas"]["PartialSource"][];
        };
        ExportSpec: {
            scope: components["schemas"]["Scope"];
            categories: components["schemas"]["OpenId"][];
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
            /**
             * Format: date-time
             * @description Only records later than this instant: what is new since an earlier copy, whose `asOf` it is. Single values are always in.
             */
            after?: string;
            formats: ("json" | "csv" | "html")[];
            /** @enum {string} */
            language: "ru" | "en";
            includeAttachments: boolean;
            /** @description The text of correspondence; needs the consent. */
            includeCorrespondence: boolean;
            /** @description Kinds of records that do not go in, of those that the register gives as `ownChoice`; others are a problem `validation`. */
            leftOut?: string[];
            /** @description Nothing but what the customer has provided, of kinds that are processed under a contract or a consent: what portability gives. Other kinds are a problem `validation`. */
            onlyProvided?: boolean;
        };
        ExportEstimate: {
            categories: {
                id: components["schemas"]["OpenId"];
                label: string;
                /** @description Single values. */
                fields: number;
                records: number;
                bytes: number;
                included: boolean;
                reason?: string;
                systems: components["schemas"]["OpenId"][];
                /** @description Those of `systems` that were never connected: what they hold is not in the copy. */
                notConnected?: components["schemas"]["OpenId"][];
            }[];
            /** @description Single values of what is included. */
            fields: number;
            /** @description Records of what is included. */
            records: number;
            /** @description The whole copy: what is included, and `commonBytes`. */
            bytes: number;
            /** @description Files that every copy has whatever was chosen: list of contents, schemas, page for reading. */
            commonBytes: number;
            parts: number;
            usualSeconds: number;
            needsStepUp: boolean;
            needsConsent: boolean;
            partial: components["schemas"]["PartialSource"][];
        };
        ExportSystem: {
            id: components["schemas"]["OpenId"];
            label: string;
            /** @enum {string} */
            status: "waiting" | "running" | "done" | "failed";
            /** @description Records read so far. */
            done: number;
            /** @description Records it holds of what was chosen; single values are not among them. */
            total: number;
            /** @description Single values it brings; one that several systems keep counts for the first of them. */
            fields: number;
            reason?: string;
            /** @description It failed because it is not connected at all; collecting it again brings nothing. */
            notConnected?: boolean;
        };
        ExportPart: {
            n: number;
            size: number;
            sha256: string;
            fileName: string;
            /** @description Needs a fresh sign-in to be downloaded. */
            sensitive: boolean;
            /** @description Ids of the kinds of data this part holds. */
            categories: string[];
        };
        Export: {
            id: string;
            number: string;
            scope: components["schemas"]["Scope"];
            status: components["schemas"]["ExportStatus"];
            spec: components["schemas"]["ExportSpec"];
            /** @description What was asked for, by name, in the order of the register. */
            categories: {
                id: components["schemas"]["OpenId"];
                label: string;
            }[];
            /** Format: date-time */
            createdAt: string;
            createdBy: {
                id: string;
                name: string;
                self: boolean;
            };
            /** Format: date-time */
            readyAt?: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: date-time */
            endedAt?: string;
            endReason?: string;
            /**
             * Format: date-time
             * @description Records up to this instant are in it; left out while a system is missing.
             */
            asOf?: string;
            /** @description The copy that this one repeats: it was made by itself. */
            repeats?: {
                id: string;
                number: string;
            };
            repetition?: components["schemas"]["ExportRepetition"];
            /**
             * @description Why it does not repeat any more: somebody stopped it, its year is over, the maker’s role does not allow such a copy any more, or the consent for the text was withdrawn.
             * @enum {string}
             */
            repetitionEnded?: "stopped" | "over" | "role" | "consent";
            systems: components["schemas"]["ExportSystem"][];
            parts: components["schemas"]["ExportPart"][];
            /** @description Checksums of parts that were packed before a retry; an archive downloaded then is known by them. */
            earlier?: {
                n: number;
                sha256: string;
                /** Format: date-time */
                readyAt: string;
            }[];
            bytes: number;
            downloads: {
                /** Format: date-time */
                at: string;
                part: number;
                from: string;
                /** @description The address it was downloaded from, masked; left out where it is not known. */
                place?: string;
                /** @description Who downloaded it; without a name when they are no member of the account any more. */
                by: {
                    self: boolean;
                    name?: string;
                };
            }[];
            excluded: {
                what: string;
                reason: string;
            }[];
            masked: {
                what: string;
                count: number;
                reason: string;
            }[];
            /** @description What may be done now. */
            allowedActions: ("approve" | "decline" | "retry" | "cancel" | "revoke" | "repeat" | "end-repetition")[];
        };
        /** @description The copy is made again by itself. The newest copy of the row has it; earlier ones have it no more. */
        ExportRepetition: {
            every: components["schemas"]["RepetitionInterval"];
            /** @description Each copy has only the records since the one before. */
            onlyNew: boolean;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            nextAt: string;
            /**
             * Format: date-time
             * @description It ends by itself then.
             */
            endsAt: string;
        };
        /** @enum {string} */
        RepetitionInterval: "P1M" | "P3M";
        RepeatExport: {
            every: components["schemas"]["RepetitionInterval"];
            onlyNew: boolean;
        };
        ExportPage: {
            items: components["schemas"]["Export"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
        };
        ExportChanges: {
            since: string;
            items: {
                category: components["schemas"]["OpenId"];
                label: string;
                added: number;
                changed: number;
                removed: number;
            }[];
        };
        PartLink: {
            /**
             * Format: uri-reference
             * @description Absolute, or relative to the API’s own origin. The secret in it is all it takes; no token, name or address is.
             */
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description A topic id: holidays, promotions, renewals, surveys. An open list: another topic is data. */
        MailingTopic: string;
        Subscription: {
            topic: components["schemas"]["MailingTopic"];
            label: string;
            description: string;
            /** @enum {string} */
            state: "on" | "off";
            /** Format: date-time */
            since?: string;
            lettersLastYear: number;
            sampleSubject: string;
            why: string;
            /** Format: date */
            nextPlanned?: string;
            /** @description Letters of this topic that the mailing system was permitted to send and may still be sending; they may arrive after it is switched off. */
            onItsWay: {
                subject: string;
                /**
                 * Format: date-time
                 * @description Until when it may be sent.
                 */
                until: string;
            }[];
            fact: components["schemas"]["Fact"];
        };
        ServiceNotices: {
            label: string;
            reason: string;
            locked: boolean;
            lettersLastYear: number;
            /** Format: date-time */
            lastAt?: string;
            examples: string[];
            /** @description Each kind of notice about the account, and who of the account gets it. Notices about a person go to that person. */
            routes: components["schemas"]["NoticeRoute"][];
            /** @description Who may be chosen; empty for a reader who may route nothing. */
            people: components["schemas"]["NoticePerson"][];
            history: components["schemas"]["Letter"][];
        };
        Letter: {
            id: string;
            /** Format: date-time */
            at: string;
            topic?: components["schemas"]["MailingTopic"];
            /** @enum {string} */
            kind: "mailing" | "service-notice";
            subject: string;
            why: string;
            /** @description Masked. */
            address: string;
            /**
             * @description `sent`: the mailing system was permitted to send it; whether it did, and whether it arrived, is not known here.
             * @enum {string}
             */
            delivery: "delivered" | "bounced" | "queued" | "sent";
            /** @description How its recipients were chosen; left out for service notices, and for topics of which the operator has stated nothing. */
            selection?: {
                rule: string;
                /** @description The service of this customer that the rule matched, where it was one. */
                matched?: string;
                basisLabel: string;
                /** @description The kinds of data that the rule looks at. */
                categories: {
                    id: components["schemas"]["OpenId"];
                    label: string;
                }[];
            };
            /** Format: uri-reference */
            unsubscribeUrl?: string;
        };
        MailingChange: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description A topic, or `all`. */
            topic: string;
            topicLabel: string;
            /** @enum {string} */
            from: "on" | "off" | "mixed";
            /** @enum {string} */
            to: "on" | "off" | "mixed";
            by: {
                /** @enum {string} */
                kind: "user" | "staff" | "system" | "letter";
                label: string;
            };
            /** @enum {string} */
            via: "account" | "letter" | "one-click" | "staff" | "import" | "undo" | "consent" | "objection";
            /** Format: date-time */
            undoUntil?: string;
            /** @description Nothing was switched: the operator's mailing system wanted to send this letter without the person's «yes», and was refused. `from` and `to` are `off`. */
            refused?: {
                subject: string;
            };
        };
        Mailings: {
            /** @description Masked. */
            address: string;
            consentGiven: boolean;
            consentId?: string;
            topics: components["schemas"]["Subscription"][];
            serviceNotices: components["schemas"]["ServiceNotices"];
            letters: components["schemas"]["Letter"][];
            lastChange?: components["schemas"]["MailingChange"];
            /** @description Letters already on their way. */
            queued?: number;
            partial: components["schemas"]["PartialSource"][];
        };
        /** @enum {string} */
        NoticeKind: "billing" | "services" | "security";
        NoticePerson: {
            id: string;
            /** @description Left out for roles without `users.names.view`, except their own. */
            name?: string;
            role: components["schemas"]["Role"];
            self: boolean;
        };
        NoticeRoute: {
            kind: components["schemas"]["NoticeKind"];
            label: string;
            /** @description False while nobody was chosen, or nobody of those chosen is left: the owner gets it. */
            chosen: boolean;
            /** @description Who gets it now. A person who has left the account is not among them. */
            recipients: components["schemas"]["NoticePerson"][];
            /** @description Whether the reader may set it. */
            mayRoute: boolean;
            /** Format: date-time */
            changedAt?: string;
            /** @description Who has set it: «Вы», or the role. */
            changedBy?: string;
            etag: string;
        };
        SetNoticeRoute: {
            /** @description Ids of people of the account. */
            recipients: string[];
            /** @description The `etag` of the route on the screen, compared weakly; with an older one the answer is `stale`. */
            etag: string;
        };
        SetSubscription: {
            /** @enum {string} */
            state: "on" | "off";
            /** @description Needed to switch on without an advertising consent: the document shown and the name typed. */
            consent?: {
                version: string;
                fullName: string;
            };
        };
        MailingHistory: {
            items: components["schemas"]["MailingChange"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
        };
        LetterPage: {
            items: components["schemas"]["Letter"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
        };
        UnsubscribePage: {
            /** @description Masked. */
            address: string;
            topic: components["schemas"]["MailingTopic"];
            topicLabel: string;
            why: string;
            /** @enum {string} */
            state: "on" | "off";
            /** Format: date-time */
            offSince?: string;
            /** @description Who turned it off, and where: an email client, the link of an email, the account area, staff. */
            offBy?: string;
            /** Format: date-time */
            undoUntil?: string;
            topics: {
                topic: components["schemas"]["MailingTopic"];
                label: string;
                /** @enum {string} */
                state: "on" | "off";
            }[];
            /** Format: uri-reference */
            accountUrl: string;
        };
        Eligibility: {
            category: components["schemas"]["OpenId"];
            purpose: components["schemas"]["OpenId"];
            basis: components["schemas"]["LegalBasis"];
            eligible: boolean;
            /** @description A code; the sentence is in `text`. */
            reason: string;
            text: string;
            /** @description The right that fits, or `end-contract`. */
            alternative?: string;
        };
        Right: {
            kind: components["schemas"]["RightKind"];
            label: string;
            term: string;
            lead: string;
            byPolicyOnly: boolean;
            law?: components["schemas"]["LawReference"];
            /** @description What the customer gets in the end. */
            receive: string;
            eligible: boolean;
            /** @description To what of the customer's data the right applies now, or why it does not. */
            applies: {
                text: string;
                /** @description True when the right depends on no data. */
                always?: boolean;
                /** @description The right that fits, or `end-contract`. */
                alternative?: string;
            };
            eligibility: components["schemas"]["Eligibility"][];
            /** @description What would apply if filed now. */
            deadlines: components["schemas"]["Deadline"][];
            /** Format: date */
            dueBy?: string;
            /** @description Open requests of the same kind and scope that the customer may see, newest first. They do not stand in the way of another one, unless it asks for the same (`already-open`). */
            openRequests: components["schemas"]["OpenRequest"][];
            /** @enum {string} */
            instant?: "export" | "mailings" | "consents";
        };
        OpenRequest: {
            id: string;
            number: string;
            title: string;
            status: components["schemas"]["RequestStatus"];
            details: components["schemas"]["RequestDetails"];
        };
        RightPage: {
            items: components["schemas"]["Right"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
            jurisdiction: components["schemas"]["Jurisdiction"];
            complaintBodies?: components["schemas"]["ComplaintBody"][];
            kept?: components["schemas"]["KeptRule"];
        };
        /** @description A body outside the company that takes complaints in the jurisdiction of the customer. */
        ComplaintBody: {
            id: components["schemas"]["OpenId"];
            name: string;
            /** @description In which way it takes a complaint, a sentence. */
            how: string;
            /** @description By post. */
            address?: string;
            /** Format: uri-reference */
            url?: string;
            fact: components["schemas"]["Fact"];
        };
        /** @description How long the messages and files of requests are kept, one rule for all of them. */
        KeptRule: {
            label: string;
            /**
             * Format: date
             * @description The last day, once the event that the rule counts from is known.
             */
            until?: string;
            fact: components["schemas"]["Fact"];
        };
        ErasurePreviewRequest: {
            scope: components["schemas"]["Scope"];
            categories: components["schemas"]["OpenId"][];
        };
        ErasureRow: {
            category: components["schemas"]["OpenId"];
            categoryLabel: string;
            system: components["schemas"]["OpenId"];
            systemLabel: string;
            year?: number;
            /** @enum {string} */
            action: "delete" | "block" | "anonymise" | "keep" | "ask-third-party";
            /** Format: date */
            until?: string;
            law?: components["schemas"]["LawReference"];
            why: string;
            records: number;
            fact: components["schemas"]["Fact"];
        };
        ErasurePreview: {
            rows: components["schemas"]["ErasureRow"][];
            blockers: {
                id: string;
                label: string;
                detail: string;
                amount?: components["schemas"]["Money"];
                /**
                 * Format: uri-reference
                 * @description Where it is settled: the host’s page for paying, or for stopping a service.
                 */
                url?: string;
            }[];
            consequences: string[];
            holdHours: number;
            confirmationPhrase: string;
            needsStepUp: boolean;
            partial: components["schemas"]["PartialSource"][];
        };
        AccessDetails: {
            /** @enum {string} */
            mode?: "information" | "copy" | "disclosures";
            all?: boolean;
            categories?: components["schemas"]["OpenId"][];
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
            text?: string;
        };
        RectificationDetails: {
            items?: {
                category: components["schemas"]["OpenId"];
                field: string;
                label?: string;
                old?: string;
                new: string;
            }[];
            proofProvided?: boolean;
            blockWhileChecking?: boolean;
            text?: string;
        };
        ErasureDetails: {
            categories?: components["schemas"]["OpenId"][];
            reason?: string;
            /** @description Proof that the data is not needed or was obtained unlawfully came with it. */
            proofProvided?: boolean;
            /** @description «Delete without waiting». */
            skipHold?: boolean;
            confirmation?: string;
        };
        RestrictionDetails: {
            categories?: components["schemas"]["OpenId"][];
            /** @enum {string} */
            ground?: "accuracy" | "unlawful" | "defence" | "objection";
            /** Format: date */
            until?: string;
            text?: string;
        };
        PortabilityDetails: {
            categories?: components["schemas"]["OpenId"][];
            /** @enum {string} */
            format?: "json" | "csv";
            /** @enum {string} */
            recipient?: "self" | "other";
            otherController?: string;
            text?: string;
        };
        ObjectionDetails: {
            purposes?: components["schemas"]["OpenId"][];
            tools?: components["schemas"]["OpenId"][];
            situation?: string;
        };
        ConsentWithdrawalDetails: {
            consents?: string[];
            text?: string;
        };
        ComplaintDetails: {
            about?: string;
            unlawful?: boolean;
            /** @enum {string} */
            to?: "controller" | "regulator";
            accessEntry?: string;
        };
        /** @description The id of a withdrawn, declined or closed request of the caller and of this kind that is filed again with changes. Its files and the confirmation of an erasure do not come with it. */
        ReplacedRequest: string;
        NewAccess: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "access";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["AccessDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewRectification: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rectification";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["RectificationDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewErasure: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "erasure";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["ErasureDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewRestriction: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "restriction";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["RestrictionDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewPortability: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "portability";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["PortabilityDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewObjection: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "objection";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["ObjectionDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewConsentWithdrawal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "consent-withdrawal";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["ConsentWithdrawalDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewComplaint: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "complaint";
            scope: components["schemas"]["Scope"];
            details: components["schemas"]["ComplaintDetails"];
            replaces?: components["schemas"]["ReplacedRequest"];
        };
        NewRequest: components["schemas"]["NewAccess"] | components["schemas"]["NewRectification"] | components["schemas"]["NewErasure"] | components["schemas"]["NewRestriction"] | components["schemas"]["NewPortability"] | components["schemas"]["NewObjection"] | components["schemas"]["NewConsentWithdrawal"] | components["schemas"]["NewComplaint"];
        RequestDetails: components["schemas"]["AccessDetails"] | components["schemas"]["RectificationDetails"] | components["schemas"]["ErasureDetails"] | components["schemas"]["RestrictionDetails"] | components["schemas"]["PortabilityDetails"] | components["schemas"]["ObjectionDetails"] | components["schemas"]["ConsentWithdrawalDetails"] | components["schemas"]["ComplaintDetails"];
        DraftChange: {
            /** @description The `etag` of the version that was edited, as in `If-Match`: for proxies that drop the header. One of the two is needed; either may fit. */
            etag?: string;
            details?: components["schemas"]["RequestDetails"];
            scope?: components["schemas"]["Scope"];
            step?: string;
        };
        Submit: {
            /** @description File although the advice says another right fits. */
            insist?: boolean;
            /** @description File although an open request asks for the same. */
            separate?: boolean;
            confirmation?: string;
        };
        Attachment: {
            id: string;
            name: string;
            size: number;
            sha256: string;
            type: string;
            /** @enum {string} */
            state: "uploading" | "checking" | "ready" | "rejected";
            offset: number;
            reason?: string;
            /** @enum {string} */
            by: "user" | "staff";
            /** @description Part of what was filed or of a message. */
            sent: boolean;
            /** @description Whether `deleteAttachment` removes it now: it is not sent yet, or no member of staff has opened the request since it was sent. The proof of a correction stays once it is sent. */
            removable?: boolean;
            /**
             * @description The check of a complete file of the customer for viruses. `threat`: the file is `rejected`. `not-connected`: the operator has connected no scanner, or had not when the file came. `unavailable`: the scanner did not answer.
             * @enum {string}
             */
            check?: "running" | "clean" | "threat" | "not-connected" | "unavailable";
            /**
             * Format: date-time
             * @description When the check ended.
             */
            checkedAt?: string;
            /**
             * Format: date-time
             * @description When a member of staff first opened the request after this file of the customer was sent.
             */
            seenAt?: string;
        };
        NewAttachment: {
            name: string;
            size: number;
            sha256: string;
        };
        Message: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            from: "user" | "staff" | "system";
            author: string;
            text: string;
            attachments: components["schemas"]["Attachment"][];
            /** @description An entry of the access log that the message is about. */
            accessEntry?: string;
        };
        NewMessage: {
            text: string;
            attachments?: string[];
            /** @description An entry of the access log that the message is about. One that the caller may not see is a problem `validation`. */
            accessEntry?: string;
        };
        TimelineEvent: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "created" | "submitted" | "prepared" | "approved" | "declined" | "taken" | "asked" | "replied" | "extended" | "blocked" | "answered" | "appealed" | "withdrawn" | "closed" | "hold-over" | "overdue" | "in-system" | "unblocked" | "file-removed";
            /** @enum {string} */
            by: "user" | "owner" | "staff" | "system";
            text: string;
            /** Format: date */
            until?: string;
        };
        Outcome: {
            id: string;
            label: string;
            /**
             * @description `forwarded`: whoever runs the server decides on this data; the request was passed on to them.
             * @enum {string}
             */
            kind: "done" | "partly" | "refused" | "kept" | "forwarded";
            text: string;
            /** Format: date */
            until?: string;
            law?: components["schemas"]["LawReference"];
        };
        RightsRequest: {
            id: string;
            /** @description The value of the `ETag` header, quotes included. Proxies weaken, extend or drop the header: a client sends what stands here. */
            etag: string;
            /**
             * @description The country whose law the clocks of the request follow: that of its account when it was made. `policy`: a request of an organisation has the promise of the policy alone.
             * @enum {string}
             */
            appliedLaw?: "RU" | "BY" | "policy";
            number: string;
            kind: components["schemas"]["RightKind"];
            scope: components["schemas"]["Scope"];
            status: components["schemas"]["RequestStatus"];
            title: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            submittedAt?: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            answeredAt?: string;
            details: components["schemas"]["RequestDetails"];
            step?: string;
            preparedBy: {
                id: string;
                name: string;
                self: boolean;
                /** @description The role in the account when the request was sent; left out for a draft, and for a request that came on paper or by email. */
                role?: components["schemas"]["Role"];
            };
            /**
             * Format: date
             * @description The governing date.
             */
            dueBy?: string;
            deadlines: components["schemas"]["Deadline"][];
            marks: components["schemas"]["Mark"][];
            /** @enum {string} */
            turn: "user" | "owner" | "staff" | "nobody";
            nextStep: string;
            /**
             * Format: date-time
             * @description Erasure: work starts only after it.
             */
            holdUntil?: string;
            outcomes: components["schemas"]["Outcome"][];
            timeline: components["schemas"]["TimelineEvent"][];
            messages: components["schemas"]["Message"][];
            attachments: components["schemas"]["Attachment"][];
            allowedActions: ("submit" | "delete" | "withdraw" | "message" | "appeal" | "approve" | "decline")[];
            receiptDigest?: string;
            /** @description The request that this one files again. */
            replaces?: components["schemas"]["LinkedRequest"];
            /** @description The request, or its draft, that files this one again. */
            replacedBy?: components["schemas"]["LinkedRequest"];
            /** Format: date */
            appealUntil?: string;
            kept?: components["schemas"]["KeptRule"];
            /** @description Bodies outside the company, for whoever disagrees with the answer or waits too long. */
            complaintBodies?: components["schemas"]["ComplaintBody"][];
            destruction?: components["schemas"]["Destruction"];
            /** @description True when the notice of an extension has not reached the caller, who wrote the request. The request is shown as it is once they have read it; the client says so by `readNotices`. */
            unreadNotices?: boolean;
        };
        LinkedRequest: {
            id: string;
            number: string;
            status: components["schemas"]["RequestStatus"];
        };
        /** @description What an answered erasure has destroyed and what it has kept, by category and system. Members of staff are named by role only. */
        Destruction: {
            /**
             * @description Whether the act of destruction is signed. Until then the confirmation says what was done, not that it is proven.
             * @enum {string}
             */
            act: "pending" | "signed";
            /** @description Of the signed act. */
            number?: string;
            /** @description The role of whoever carries it out. */
            by: string;
            /** Format: date-time */
            at: string;
            /** @description The ground of the destruction. */
            why: string;
            items: {
                category: components["schemas"]["OpenId"];
                categoryLabel: string;
                system: components["schemas"]["OpenId"];
                systemLabel: string;
                /** @enum {string} */
                result: "destroyed" | "asked" | "anonymised" | "blocked" | "kept";
                /** Format: date */
                until?: string;
                law?: components["schemas"]["LawReference"];
                why?: string;
            }[];
        };
        RequestPage: {
            items: components["schemas"]["RequestSummary"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
        };
        Appeal: {
            text: string;
        };
        Withdrawal: {
            reason?: string;
        };
        Approval: {
            /** @description File although an open request asks for the same. */
            separate?: boolean;
            confirmation?: string;
            reason?: string;
        };
        Receipt: {
            number: string;
            /** Format: date-time */
            filedAt: string;
            kind: components["schemas"]["RightKind"];
            scope: components["schemas"]["Scope"];
            accountCode: string;
            accountName: string;
            /** @description What was filed, in words. */
            text: string;
            details: components["schemas"]["RequestDetails"];
            attachments: {
                name: string;
                size: number;
                sha256: string;
            }[];
            /** @description SHA-256 of the canonical JSON (RFC 8785) of `number`, `filedAt`, `kind`, `scope`, `details` and `attachments`. */
            digest: string;
            /** Format: date */
            dueBy: string;
            deadlines: components["schemas"]["Deadline"][];
            answer?: components["schemas"]["AnswerProof"];
            seal?: components["schemas"]["Seal"];
        };
        /** @description The answer that closed the request, in the reader’s language, with a digest of its own. */
        AnswerProof: {
            /** @description Of the request. */
            number: string;
            /** Format: date-time */
            answeredAt: string;
            /** @description What the staff wrote with it. */
            text?: string;
            outcomes: components["schemas"]["Outcome"][];
            /** @description SHA-256 of the canonical JSON (RFC 8785) of `number`, `answeredAt`, `text` and `outcomes`. */
            digest: string;
            seal?: components["schemas"]["Seal"];
        };
        /** @description The controller’s signature of a digest: of a receipt, an answer, a consent, or a copy’s `manifest.json`, which has it in `seal.json` beside it. Whoever keeps it can prove what it was made of, and that the access log was not altered before that instant. */
        Seal: {
            /** @description Id of the key; the controller publishes the public key. */
            key: string;
            /** @enum {string} */
            algorithm: "Ed25519";
            /** Format: date-time */
            signedAt: string;
            /** @description The last entry of the access log of the account: its place in the chain and its hash. Left out before the first entry. */
            logHead?: {
                seq: number;
                hash: string;
            };
            /** @description Base64, of the canonical JSON (RFC 8785) of `digest`, `logHead` and `signedAt`. */
            signature: string;
        };
        ConsentDocument: {
            purpose: components["schemas"]["OpenId"];
            version: string;
            title: string;
            text: string[];
            allows: string;
            /** @description What happens without it. */
            refusing: string;
            /** @description What withdrawing stops, and what goes on. */
            withdrawal: string[];
            /** @enum {string} */
            form: "electronic" | "written";
            fact: components["schemas"]["Fact"];
            needsStepUp: boolean;
            roles: components["schemas"]["Role"][];
        };
        Consent: {
            id: string;
            purpose: components["schemas"]["OpenId"];
            label: string;
            version: string;
            text: string[];
            /** @enum {string} */
            form: "electronic" | "written";
            /** @enum {string} */
            status: "given" | "withdrawn";
            /** Format: date-time */
            givenAt: string;
            via: string;
            fullName?: string;
            /** Format: date-time */
            withdrawnAt?: string;
            allows: string;
            effect: string[];
            /** @description A newer version of the text that was neither agreed to nor declined. */
            renewal?: string;
            history: {
                /** Format: date-time */
                at: string;
                /**
                 * @description `kept`: a newer wording was declined, and nothing changed.
                 * @enum {string}
                 */
                what: "given" | "withdrawn" | "text-changed" | "kept";
                via: string;
            }[];
            fact: components["schemas"]["Fact"];
            /** @description SHA-256 of the canonical JSON (RFC 8785) of `id`, `purpose`, `version`, `text`, `form`, `status`, `fullName`, `givenAt` and `withdrawnAt`; left out where nothing is signed. */
            digest?: string;
            seal?: components["schemas"]["Seal"];
        };
        Objection: {
            purpose: components["schemas"]["OpenId"];
            label: string;
            /** @description What the data is used for, in a sentence. */
            description: string;
            /** @description Accepted at once, without a reason. */
            instant: boolean;
            /** @enum {string} */
            state: "none" | "pending" | "accepted" | "refused";
            /** Format: date-time */
            at?: string;
            requestId?: string;
            effect: string;
            /** @description How to do without it. */
            instead?: string;
            signal?: components["schemas"]["PrivacySignal"];
        };
        ToolObjection: {
            tool: components["schemas"]["OpenId"];
            label: string;
            optedOut: boolean;
            /**
             * Format: date-time
             * @description When the person opted out; left out when only their browser says so.
             */
            at?: string;
            can: string;
            cannot: string;
            /** Format: uri-reference */
            url?: string;
            signal?: components["schemas"]["PrivacySignal"];
        };
        /**
         * @description The request carried this signal, which stands for the objection while the browser sends it.
         * @enum {string}
         */
        PrivacySignal: "gpc";
        ConsentPage: {
            items: components["schemas"]["Consent"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
            /** @description Texts in force now. */
            documents: components["schemas"]["ConsentDocument"][];
            objections: components["schemas"]["Objection"][];
            tools: components["schemas"]["ToolObjection"][];
        };
        DeclineRenewal: {
            /** @description The newer wording that was shown. */
            version: string;
        };
        GiveConsent: {
            purpose: components["schemas"]["OpenId"];
            version: string;
            fullName: string;
            /** @enum {string} */
            form: "electronic" | "written";
        };
        SetObjection: {
            object: boolean;
            situation?: string;
        };
        SetToolObjection: {
            optedOut: boolean;
        };
        PolicyVersionSummary: {
            id: string;
            title: string;
            /** @enum {string} */
            state: "in-force" | "upcoming" | "former";
            /** Format: date */
            effectiveFrom: string;
            /** Format: date */
            effectiveTo?: string;
            /** Format: date-time */
            shownAt?: string;
            /** Format: date-time */
            acknowledgedAt?: string;
            summary: string;
            /** Format: uri-reference */
            originalUrl: string;
            fact: components["schemas"]["Fact"];
        };
        PolicyVersionPage: {
            items: components["schemas"]["PolicyVersionSummary"][];
            /** @description Opaque; null on the last page. */
            nextCursor: string | null;
            /** @description How many items match, on all pages. */
            total: number;
        };
        PolicySection: {
            id: string;
            number: string;
            title: string;
            paragraphs: string[];
            /** @description The customer’s own data it speaks of. */
            categories: string[];
            gap?: string;
        };
        PolicyChange: {
            section: string;
            title: string;
            /** @enum {string} */
            kind: "added" | "removed" | "changed";
            before?: string;
            after?: string;
            /** @description What it changes for the customer. */
            meaning: string;
        };
        PolicyVersion: {
            version: components["schemas"]["PolicyVersionSummary"];
            sections: components["schemas"]["PolicySection"][];
            changes?: {
                since: string;
                summary: string;
                items: components["schemas"]["PolicyChange"][];
            };
        };
        Acknowledge: {
            version: string;
        };
        Acknowledgement: {
            version: string;
            /** Format: date-time */
            at: string;
        };
    };
    responses: {
        /** @description The request breaks the contract or a rule of the form. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No session, or it has ended. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The role may not do it, the CSRF token is missing or old, or a fresh sign-in is needed. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing of that id is visible to this user (what the user may not see looks the same). */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The form names a topic that is not there, or nothing at all; a browser gets a page that says so. */
        BadRequestPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description The body is no form; a browser gets a page that says so. */
        UnsupportedPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description Too many requests; a browser gets a page that says so. */
        TooManyPage: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description A fault of the server; a browser gets a page that says so, with the code for support. */
        InternalPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description Maintenance; a browser gets a page that says so. */
        UnavailablePage: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description The token is nobody’s, or was damaged on its way; a browser gets a page that says so. */
        NotFoundPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description More than 10 minutes have passed; a browser gets a page that says so. */
        GonePage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description The state of the resource does not allow it. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Expired or revoked. */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Somebody saved a newer version. */
        Stale: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Larger than allowed. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This kind of content is not accepted. */
        Unsupported: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The range lies outside the part. */
        BadRange: {
            headers: {
                "Content-Range": components["headers"]["ContentRange"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The idempotency key was used with another body, or the advice speaks against it. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. */
        TooMany: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of the server. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Maintenance, or the only system that could answer is away. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Language of the texts that belong to data.
         * @example ru
         */
        Language: string;
        /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
        Csrf: string;
        /** @description `1`: the browser asks not to be tracked (Global Privacy Control). While it does, objections to analytics are shown as given. */
        PrivacySignal: string;
        /** @description Without it: the first of `session.scopes`. */
        Scope: components["schemas"]["Scope"];
        Limit: number;
        Cursor: string;
        /** @description Start at this position of the same sort and filter; not together with `cursor`. */
        Offset: number;
        /** @description First day, included, Europe/Moscow. */
        From: string;
        /** @description Last day, included, Europe/Moscow. */
        To: string;
    };
    requestBodies: never;
    headers: {
        /** @description RFC 9110 entity tag; where a resource is edited, its body says the same as `etag`. */
        ETag: string;
        /** @description Seconds. */
        RetryAfter: number;
        /** @description RFC 9530: `sha-256=:…:` of the whole part. */
        Digest: string;
        /** @description RFC 6266, with `filename*` in UTF-8. */
        Disposition: string;
        ContentRange: string;
        AcceptRanges: string;
        /** @description Bytes received so far. */
        UploadOffset: number;
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    switchAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchAccount"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    stepUp: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepUp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepUpResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    sendStepUpCode: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000075
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStepUpCode"];
            };
        };
        responses: {
            /** @description The email will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepUpCode"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["Passkeys"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000076
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPasskeyOptions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskeyOptions"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example pk-7Kd3pQ9xTa */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listGrants: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["Grants"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeGrant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example panel.ses-2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["AccountAccess"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRegister: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["Register"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeletions: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["DeletionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchRegister: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterSearch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCategory: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example account */
                category: components["schemas"]["OpenId"];
            };
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
                    "application/json": components["schemas"]["CategoryDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
                /** @example payment */
                kind?: string;
                /** @description First day, included, Europe/Moscow. */
                from?: components["parameters"]["From"];
                /** @description Last day, included, Europe/Moscow. */
                to?: components["parameters"]["To"];
                thirdParty?: boolean;
                sort?: components["schemas"]["RecordSort"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
                /** @description Start at this position of the same sort and filter; not together with `cursor`. */
                offset?: components["parameters"]["Offset"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /**
                 * @description A category of the register.
                 * @example services
                 */
                category: components["schemas"]["OpenId"];
            };
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
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRecord: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /**
                 * @description A category of the register.
                 * @example services
                 */
                category: components["schemas"]["OpenId"];
                /** @example order-0 */
                record: string;
            };
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
                    "application/json": components["schemas"]["Record"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchRecords: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /**
                 * @description A category of the register.
                 * @example services
                 */
                category: components["schemas"]["OpenId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordSearch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revealValue: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example account */
                category: components["schemas"]["OpenId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reveal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStatement: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement, as JSON or as a page for printing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAccessLog: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
                /** @description Only the entry with this id. */
                id?: string;
                actor?: "staff" | "system" | "self" | "user";
                category?: components["schemas"]["OpenId"];
                /** @description First day, included, Europe/Moscow. */
                from?: components["parameters"]["From"];
                /** @description Last day, included, Europe/Moscow. */
                to?: components["parameters"]["To"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["AccessLogPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOwnActions: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["OwnActionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    disownAction: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000040
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example copy-ex-ready-full */
                id: string;
            };
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
                    "application/json": components["schemas"]["Disowned"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDisclosures: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
                recipient?: components["schemas"]["OpenId"];
                year?: number;
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["DisclosurePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    estimateExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportSpec"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportEstimate"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listExports: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
                status?: components["schemas"]["ExportStatus"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createExport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000002
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportSpec"];
            };
        };
        responses: {
            /** @description Made; work has begun, or it waits for the owner. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example ex-ready */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example ex-partly-ready */
                id: string;
            };
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
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                "Last-Event-ID"?: string;
            };
            path: {
                /** @example ex-ready */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryExport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000003
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example ex-failed */
                id: string;
            };
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
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelExport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000004
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example ex-queued */
                id: string;
            };
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
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    repeatExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example ex-ready */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepeatExport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    endExportRepetition: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example ex-ready-full */
                id: string;
            };
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
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    approveExport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000005
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example ex-awaiting-owner */
                id: string;
            };
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
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    declineExport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000006
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example ex-awaiting-owner-2 */
                id: string;
            };
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
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadPart: {
        parameters: {
            query?: {
                /** @description The secret of a 10-minute link. */
                link?: string;
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                Range?: string;
                "If-Range"?: string;
            };
            path: {
                /** @example ex-ready */
                id: string;
                /** @example 1 */
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole part. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Disposition": components["headers"]["Disposition"];
                    "Repr-Digest": components["headers"]["Digest"];
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Disposition": components["headers"]["Disposition"];
                    "Repr-Digest": components["headers"]["Digest"];
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            416: components["responses"]["BadRange"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPartLink: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000007
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example ex-ready */
                id: string;
                /** @example 1 */
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getExportChanges: {
        parameters: {
            query: {
                /** @example ex-expired */
                since: string;
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example ex-ready */
                id: string;
            };
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
                    "application/json": components["schemas"]["ExportChanges"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMailings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["Mailings"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setSubscription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example promotions */
                topic: components["schemas"]["MailingTopic"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSubscription"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setNoticeRoute: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example billing */
                kind: components["schemas"]["NoticeKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetNoticeRoute"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Stale"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    unsubscribeAll: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000008
                 */
                "Idempotency-Key": string;
            };
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
                    "application/json": components["schemas"]["Mailings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    undoMailingChange: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000009
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example mc-recent */
                id: string;
            };
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
                    "application/json": components["schemas"]["Mailings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMailingHistory: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["MailingHistory"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listLetters: {
        parameters: {
            query?: {
                topic?: components["schemas"]["MailingTopic"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["LetterPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getUnsubscribe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The topic and its state, or a page with one button. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsubscribePage"];
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequestPage"];
            404: components["responses"]["NotFoundPage"];
            410: components["responses"]["GonePage"];
            429: components["responses"]["TooManyPage"];
            500: components["responses"]["InternalPage"];
            503: components["responses"]["UnavailablePage"];
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @constant */
                    "List-Unsubscribe"?: "One-Click";
                    /** @description Other topics of the same address, for switching off only; `all` for every one. */
                    topic?: string | string[];
                } & {
                    [key: string]: unknown;
                };
                "multipart/form-data": {
                    /** @constant */
                    "List-Unsubscribe"?: "One-Click";
                    /** @description Other topics of the same address, for switching off only; `all` for every one. */
                    topic?: string | string[];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Off. Saying it again changes nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsubscribePage"];
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequestPage"];
            404: components["responses"]["NotFoundPage"];
            410: components["responses"]["GonePage"];
            415: components["responses"]["UnsupportedPage"];
            429: components["responses"]["TooManyPage"];
            500: components["responses"]["InternalPage"];
            503: components["responses"]["UnavailablePage"];
        };
    };
    undoUnsubscribe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example uRecent5Tq1Mv8Xc2Bn7Lk4Zs9Pd6Gh3W */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsubscribePage"];
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequestPage"];
            404: components["responses"]["NotFoundPage"];
            410: components["responses"]["GonePage"];
            429: components["responses"]["TooManyPage"];
            500: components["responses"]["InternalPage"];
            503: components["responses"]["UnavailablePage"];
        };
    };
    getAccountability: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["Accountability"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRights: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["RightPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewErasure: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasurePreviewRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePreview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description Without it: the first of `session.scopes`. */
                scope?: components["parameters"]["Scope"];
                status?: components["schemas"]["RequestStatus"];
                kind?: components["schemas"]["RightKind"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["RequestPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000010
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            /** @description The draft. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example rq-in-work */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteDraft: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example rq-draft-2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateDraft: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description The `etag` of the version that was edited. Compared weakly; `W/` and what proxies add to a tag (`-gzip` and the like) are forgiven. Needed here or as `etag` in the body: without both it is `validation`.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example rq-draft */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftChange"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Stale"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    submitRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000011
                 */
                "Idempotency-Key": string;
                /** @description The `etag` of the version on the screen, compared weakly. With it a draft that changed elsewhere is not filed unseen. */
                "If-Match"?: string;
            };
            path: {
                /** @example rq-draft-3 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Submit"];
            };
        };
        responses: {
            /** @description Filed (or waiting for the owner). */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Stale"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000012
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example rq-needs-user */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    readNotices: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000021
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example rq-in-work */
                id: string;
            };
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
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000013
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example rq-submitted */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Withdrawal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    appealRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000014
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example rq-answered */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Appeal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    approveRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000015
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example rq-awaiting-owner */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    declineRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000016
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example rq-awaiting-owner-2 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createAttachment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000017
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example rq-draft */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAttachment"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["Unsupported"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadAttachment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example rq-in-work */
                id: string;
                /** @example at-proof */
                aid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteAttachment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example rq-draft */
                id: string;
                /** @example at-ready */
                aid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getUploadOffset: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example rq-draft */
                id: string;
                /** @example at-open */
                aid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See Upload-Offset. */
            200: {
                headers: {
                    "Upload-Offset": components["headers"]["UploadOffset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadChunk: {
        parameters: {
            query?: {
                /** @description The same as `Upload-Offset`, for proxies that drop the header. */
                offset?: number;
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description The byte the chunk begins at. Needed here or as `offset` in the query: without both it is `validation`.
                 * @example 0
                 */
                "Upload-Offset"?: number;
            };
            path: {
                /** @example rq-draft */
                id: string;
                /** @example at-open */
                aid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Received. */
            200: {
                headers: {
                    "Upload-Offset": components["headers"]["UploadOffset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["Unsupported"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example rq-in-work */
                id: string;
            };
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
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCaseArchive: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example rq-in-work */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ZIP. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "Repr-Digest": components["headers"]["Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listConsents: {
        parameters: {
            query?: {
                /** @description The same signal, as the page itself reads it in its browser: a proxy may drop the header. */
                signal?: components["schemas"]["PrivacySignal"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `1`: the browser asks not to be tracked (Global Privacy Control). While it does, objections to analytics are shown as given. */
                "Sec-GPC"?: components["parameters"]["PrivacySignal"];
            };
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
                    "application/json": components["schemas"]["ConsentPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveConsent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000018
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveConsent"];
            };
        };
        responses: {
            /** @description Recorded. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawConsent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000019
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example cs-advertising */
                id: string;
            };
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
                    "application/json": components["schemas"]["Consent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    declineRenewal: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example cs-advertising */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineRenewal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setObjection: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `1`: the browser asks not to be tracked (Global Privacy Control). While it does, objections to analytics are shown as given. */
                "Sec-GPC"?: components["parameters"]["PrivacySignal"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example offers */
                purpose: components["schemas"]["OpenId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetObjection"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Objection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    setToolObjection: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `1`: the browser asks not to be tracked (Global Privacy Control). While it does, objections to analytics are shown as given. */
                "Sec-GPC"?: components["parameters"]["PrivacySignal"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                /** @example statistics */
                purpose: components["schemas"]["OpenId"];
                /** @example yandex-metrika */
                tool: components["schemas"]["OpenId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetToolObjection"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolObjection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPolicyVersions: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
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
                    "application/json": components["schemas"]["PolicyVersionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPolicyVersion: {
        parameters: {
            query?: {
                /** @description Compare with this version instead of the one before. */
                since?: string;
            };
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
            };
            path: {
                /** @example 2020-10-21 */
                id: string;
            };
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
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    acknowledgePolicy: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Language of the texts that belong to data.
                 * @example ru
                 */
                "Accept-Language"?: components["parameters"]["Language"];
                /** @description `csrfToken` of the session. Needed with a cookie; not with a bearer token. */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description A new UUID for each intended action. The same key with the same body returns the first answer; with another body it is `key-reused`. Kept 24 hours, per user and operation.
                 * @example 7b0f6a52-3c1d-4f0e-9d55-000000000020
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acknowledge"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acknowledgement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
}
