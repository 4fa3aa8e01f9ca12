"""Signing in, and what goes wrong: its pages in every state (tests/browser/pages.py)."""

ROWS = """
account_login                -           empty filled      /accounts/login/
account_login                -           filled            /accounts/login/                     send_nothing
account_login                -           filled            /accounts/login/                     type_a_wrong_password
account_logout               reporter    filled            /accounts/logout/
account_inactive             -           filled            /accounts/inactive/
account_signup               -           filled            /accounts/signup/
account_reauthenticate       reporter    filled            /accounts/reauthenticate/
account_reauthenticate       reporter    filled            /accounts/reauthenticate/            send_nothing
account_email                reporter    filled long       /accounts/email/
account_email                careful     filled            /accounts/email/
account_email                reporter    filled            /accounts/email/                     add_a_wrong_address
account_email_verification_sent -           filled            /accounts/confirm-email/
account_confirm_email        -           filled            /accounts/confirm-email/{confirmation}/
account_confirm_email        -           filled            /accounts/confirm-email/no-such-key/
account_change_password      reporter    filled            /accounts/password/change/
account_change_password      reporter    filled            /accounts/password/change/           send_nothing
account_set_password         invited     filled            /accounts/password/set/
account_set_password         invited     filled            /accounts/password/set/              send_nothing
account_reset_password       -           filled            /accounts/password/reset/
account_reset_password       -           filled            /accounts/password/reset/            send_nothing
account_reset_password_done  -           filled            /accounts/password/reset/done/
account_reset_password_from_key -           filled            /accounts/password/reset/key/{reset}/
account_reset_password_from_key -           filled            /accounts/password/reset/key/{reset}/ send_nothing
account_reset_password_from_key -           filled            /accounts/password/reset/key/1-wrong/
account_reset_password_from_key_done -           filled            /accounts/password/reset/key/done/
mfa_index                    reporter    filled            /accounts/2fa/
mfa_index                    careful     filled            /accounts/2fa/
mfa_authenticate             -           filled            /accounts/login/                     sign_in_carefully
mfa_reauthenticate           careful     filled            /accounts/2fa/reauthenticate/
mfa_activate_totp            reporter    filled            /accounts/2fa/totp/activate/
mfa_activate_totp            reporter    filled            /accounts/2fa/totp/activate/         send_nothing
mfa_deactivate_totp          careful     filled            /accounts/2fa/totp/deactivate/
mfa_view_recovery_codes      careful     filled            /accounts/2fa/recovery-codes/
mfa_generate_recovery_codes  careful     filled            /accounts/2fa/recovery-codes/generate/
400                          reporter    filled            /suspicious/
403                          stranger    filled            /tasks/
403_csrf                     reporter    filled            /profile/                            lose_the_cookie
404                          reporter    filled            /nothing-here/
404                          -           filled            /nothing-here/
500                          reporter    filled            /broken/
"""
